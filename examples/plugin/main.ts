import { readFile } from "node:fs/promises";
import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { openApiPlugin } from "@inhouse/tool-plugin";
import { startOrderDesk } from "./order-desk.ts";

await using desk = await startOrderDesk();

// #region plugin
const orders = await openApiPlugin({
  id: "orders",
  document: await readFile(new URL("orders.yaml", import.meta.url), "utf8"),
  serverVariables: { port: String(desk.port) },
  auth: { level: "user" }, // how it is written, the document says: a bearer token
  userToken: ({ tenant }) => `token-of-${tenant}`, // your own store of tokens stands here
  network: { allowPrivateAddresses: [`http://127.0.0.1:${desk.port}`] }, // for this example alone
});
// #endregion plugin

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([
  toolCall("orders_readOrder", { id: "7" }),
  toolCall("orders_cancelOrder", { id: "7", body: { reason: "Too late" } }),
  "Your order 7 is cancelled.",
]);
await using inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [orders],
});
const ada = inhouse.forTenant("ada");

// #region run
const assistant = await ada.assistants.create({ model: "demo", tools: [{ type: "orders" }] });
const thread = { messages: [{ role: "user", content: "Cancel my order 7." }] } as const;
const { id } = await ada.runs.createThreadAndRun({ assistantId: assistant.id, thread });
let run = await ada.runs.wait(id);

// It read the order by itself. What changes something waits for a person's word.
for (const { toolCall: call } of run.requiredAction?.approvals ?? []) {
  console.log(`May it? ${call.name}(${call.arguments})`);
}
await ada.runs.submitToolOutputs(id, {
  approvals: (run.requiredAction?.approvals ?? []).map(({ toolCall: call, inputHash }) => ({
    toolCallId: call.id,
    inputHash,
    approved: true,
  })),
});
run = await ada.runs.wait(id);
// #endregion run

const [answer] = (await ada.messages.list(run.threadId)).data;
console.log(run.status, JSON.stringify(answer?.content));
for (const call of desk.calls) console.log(call);
