import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";

/** Holds a short conversation in memory: what a runtime loads on first use is loaded then. */
export async function warmUp(): Promise<void> {
  const models = { scripted: scriptedModel([toolCall("nothing", {}), "Done."]) };
  await using inhouse = createRuntime({ models, storage: memoryStorage() });
  const { id: assistantId } = await inhouse.assistants.create({
    model: "scripted",
    tools: [{ type: "function", function: { name: "nothing" } }],
  });
  const run = await inhouse.runs.createThreadAndRun({
    assistantId,
    thread: { messages: [{ content: "Begin." }] },
  });
  const { requiredAction } = await inhouse.runs.wait(run.id);
  const toolCallId = requiredAction?.toolCalls[0]?.id ?? "";
  await inhouse.runs.submitToolOutputs(run.id, { toolOutputs: [{ toolCallId, output: "" }] });
  await inhouse.runs.wait(run.id);
}
