import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { scriptedImageModel } from "@inhouse/model-scripted/image";
import { memoryStorage } from "@inhouse/storage-memory";
import { textToImage } from "@inhouse/tool-image";
import { expect, test } from "vitest";
import { imageUsage } from "./image-usage.ts";

test("what images cost is in the steps, and not among the tokens of the run", async () => {
  const draws = (count: number) =>
    toolCall("text_to_image", { prompt: "a fox", count, size: "32x32" });
  await using inhouse = createRuntime({
    models: { demo: scriptedModel([draws(2), draws(1), "Here they are."]) },
    storage: memoryStorage(),
    tools: [textToImage({ model: scriptedImageModel() })],
  });
  const tools = [{ type: "text_to_image" }];
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo", tools });
  const thread = { messages: [{ content: "Three foxes" }] };
  const { id } = await inhouse.runs.createThreadAndRun({ assistantId, thread });
  const { usage } = await inhouse.runs.wait(id);
  // The offline painter counts a thousand tokens an image.
  expect(await imageUsage(inhouse, id)).toEqual({
    images: 3,
    inputTokens: expect.any(Number),
    outputTokens: 3_000,
  });
  expect(usage?.completionTokens).toBeLessThan(3_000);
});
