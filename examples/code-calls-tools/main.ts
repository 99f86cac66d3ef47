import assert from "node:assert/strict";
import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { codeInterpreter } from "@inhouse/tool-python";
import { z } from "zod";

// #region tools
const orders = functionTool({
  name: "orders",
  description: "All orders of a customer",
  parameters: z.object({ customer: z.string() }),
  execute: ({ customer }) =>
    Array.from({ length: 500 }, (_, day) => ({ customer, day, euros: (day * 7) % 90 })),
});
const refund = functionTool({
  name: "refund",
  description: "Gives money back",
  parameters: z.object({ customer: z.string(), euros: z.number() }),
  needsApproval: true,
  execute: ({ euros }) => ({ refunded: euros }),
});
// #endregion tools

// #region code
const code = `
import asyncio, tools

customers = ["Ada", "Bo", "Cy"]
lists = await asyncio.gather(*(tools.call_async("orders", customer=c) for c in customers))
totals = {c: sum(o["euros"] for o in rows if o["day"] < 30) for c, rows in zip(customers, lists)}

try:
    tools.refund(customer="Ada", euros=5)
except tools.ToolError as error:
    print(error)
totals`;
// #endregion code

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([
  toolCall("code_interpreter", { code }),
  "Each of the three spent 1,155 euros in the first 30 days.",
]);
await using inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [codeInterpreter(), orders, refund],
});
const { id: assistantId } = await inhouse.assistants.create({
  model: "demo",
  tools: [
    { type: "code_interpreter" },
    { type: "function", function: { name: "orders" } },
    { type: "function", function: { name: "refund" } },
  ],
});
const thread = { messages: [{ role: "user", content: "Who spent how much at first?" }] } as const;
const run = await inhouse.runs.createThreadAndRun({ assistantId, thread });
const { status } = await inhouse.runs.wait(run.id);
assert.equal(status, "completed");

// #region step
const [step] = (await inhouse.runs.steps.list(run.id, { order: "asc" })).data;
assert(step?.stepDetails.type === "tool_calls");
const [own, ...made] = step.stepDetails.toolCalls;
for (const { name, arguments: input, parentId, status } of made) {
  console.log(name, input, status, parentId === own?.id ? "by the code" : "by the model");
}
// #endregion step
assert.equal(made.length, 3);

// 1,500 orders came to the code, and one line of them to the model.
const [told] = model.calls[1]?.request.toolResults ?? [];
assert.match(told?.text ?? "", /'refund' needs a person's approval/);
assert.match(told?.text ?? "", /\{'Ada': 1155, 'Bo': 1155, 'Cy': 1155\}/);
assert((told?.text.length ?? 0) < 500);
console.log(told?.text);
