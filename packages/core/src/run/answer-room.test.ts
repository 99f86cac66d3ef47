import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";

const contents = ["One", "Two", "Three"];

async function sent(overrides: object, contextSizes: Record<string, number>): Promise<string[]> {
  const model = scriptedModel(["Answer."]);
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    contextSizes,
  });
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
  const thread = { messages: contents.map((content) => ({ content })) };
  const run = await inhouse.runs.createThreadAndRun({ assistantId, thread, ...overrides });
  expect(await inhouse.runs.wait(run.id)).toMatchObject({ status: "completed" });
  const prompt = JSON.stringify(model.calls[0]?.request.prompt);
  return contents.filter((content) => prompt.includes(`"${content}"`));
}

it("keeps the whole thread in the prompt however long the answers may be together", async () => {
  expect(await sent({ maxCompletionTokens: 1_000_000 }, {})).toEqual(contents);
  expect(await sent({ maxCompletionTokens: 1_000_000 }, { demo: 2_000 })).toEqual(contents);
});

it("keeps the whole thread where both budgets of the run allow it", async () => {
  const budgets = { maxCompletionTokens: 1_000_000, maxPromptTokens: 1_000 };
  expect(await sent(budgets, {})).toEqual(contents);
});
