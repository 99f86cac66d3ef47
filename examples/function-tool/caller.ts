import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([toolCall("unlock", { door: "garage" }), "The garage is open."]);

await using inhouse = createRuntime({ models: { demo: model }, storage: memoryStorage() });

// #region definition
const unlock = {
  type: "function",
  function: {
    name: "unlock",
    description: "Unlocks a door of the house",
    parameters: {
      type: "object",
      properties: { door: { type: "string" } },
      required: ["door"],
    },
  },
} as const;
const { id: assistantId } = await inhouse.assistants.create({ model: "demo", tools: [unlock] });
// #endregion definition

const thread = { messages: [{ content: "Open the garage." }] };
const { id } = await inhouse.runs.createThreadAndRun({ assistantId, thread });

// #region submit
let run = await inhouse.runs.wait(id);
while (run.status === "requires_action") {
  const calls = run.requiredAction?.toolCalls ?? [];
  const toolOutputs = calls.map(({ id: toolCallId, name, arguments: text }) => {
    console.log(`${name} ${text}`);
    return { toolCallId, output: "It is unlocked." };
  });
  await inhouse.runs.submitToolOutputs(id, { toolOutputs });
  run = await inhouse.runs.wait(id);
}
// #endregion submit
const [answer] = (await inhouse.messages.list(run.threadId, { limit: 1 })).data;
console.log(run.status, answer?.content);
