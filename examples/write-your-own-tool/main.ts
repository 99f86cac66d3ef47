import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { openShop } from "./shop-service.ts";
import { shopTool } from "./shop-tool.ts";

const apiKey = "key-of-the-shop";
const shop = await openShop(apiKey);
// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([
  toolCall("place_order", { item: "tea", quantity: 2 }),
  "I ordered two packets of tea.",
]);

// #region use
const inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [shopTool({ url: shop.url, apiKey })],
});
const assistant = await inhouse.assistants.create({
  model: "demo",
  tools: [{ type: "shop", maxQuantity: 3 }],
});
const messages = [{ role: "user", content: "Order two packets of tea." }] as const;
const run = await inhouse.runs.createThreadAndRun({
  assistantId: assistant.id,
  thread: { messages },
});
const waiting = await inhouse.runs.wait(run.id);
console.log(
  waiting.status,
  waiting.requiredAction?.approvals.map(({ toolCall }) => toolCall.name),
);
// #endregion use
const approvals = (waiting.requiredAction?.approvals ?? []).map((request) => {
  const { toolCall, inputHash } = request;
  return { toolCallId: toolCall.id, inputHash, approved: true };
});
await inhouse.runs.submitToolOutputs(run.id, { approvals });
const done = await inhouse.runs.wait(run.id);
const [answer] = (await inhouse.messages.list(run.threadId, { limit: 1 })).data;
console.log(done.status, answer?.content, [...shop.orders.values()]);
await inhouse.close();
await shop.close();
