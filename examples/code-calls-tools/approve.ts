import assert from "node:assert/strict";
import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { codeInterpreter } from "@inhouse/tool-python";
import { z } from "zod";

const refund = functionTool({
  name: "refund",
  description: "Gives money back",
  parameters: z.object({ customer: z.string(), euros: z.number() }),
  needsApproval: true,
  execute: ({ customer, euros }) => `${customer} got ${euros} euros.`,
});

const code = `
import tools
broken = {"Ada": 5, "Bo": 12, "Cy": 8}
[tools.refund(customer=c, euros=e) for c, e in broken.items() if e < 10]`;
const model = scriptedModel([toolCall("code_interpreter", { code }), "Two of them got it back."]);

// #region store
const storage = memoryStorage();
const python = codeInterpreter({
  // Whoever has this key can write sessions; it is as secret as the storage's password.
  sessionStore: { blobs: storage.blobs, key: process.env.SESSION_KEY ?? crypto.randomUUID() },
});
// #endregion store
await using inhouse = createRuntime({ models: { demo: model }, storage, tools: [python, refund] });
const { id: assistantId } = await inhouse.assistants.create({
  model: "demo",
  tools: [{ type: "code_interpreter" }, { type: "function", function: { name: "refund" } }],
});
const thread = { messages: [{ role: "user", content: "Refund what was broken." }] } as const;
const { id } = await inhouse.runs.createThreadAndRun({ assistantId, thread });

// #region answer
for (;;) {
  const { status, requiredAction } = await inhouse.runs.wait(id);
  if (status !== "requires_action") break;
  const approvals = (requiredAction?.approvals ?? []).map((asked) => {
    console.log("May the code do this?", asked.toolCall.name, asked.toolCall.arguments);
    return { toolCallId: asked.toolCall.id, inputHash: asked.inputHash, approved: true };
  });
  await inhouse.runs.submitToolOutputs(id, { approvals });
}
// #endregion answer

const [told] = model.calls[1]?.request.toolResults ?? [];
console.log(told?.text);
assert.match(told?.text ?? "", /\['Ada got 5 euros\.', 'Cy got 8 euros\.'\]/);
