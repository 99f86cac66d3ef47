import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { Script } from "@inhouse/model-scripted";
import { hang, scriptedModel, toolCall } from "@inhouse/model-scripted";
import { moderation, noImages, scriptedImageModel } from "@inhouse/model-scripted/image";
import { memoryStorage } from "@inhouse/storage-memory";
import { textToImage } from "@inhouse/tool-image";
import { describe, expect, test } from "vitest";

const draws = (more: object = {}) =>
  toolCall("text_to_image", { prompt: "a fox", size: "32x32", ...more });

/** Says what it was told of the call. */
const answers: Script = ({ toolResults, lastUserText }) =>
  toolResults[0]?.text ?? draws(lastUserText === "Draw" ? {} : { images: [lastUserText] });

function open(
  painter: ReturnType<typeof scriptedImageModel>,
  script: Script = answers,
  timeoutMs?: number,
) {
  return createRuntime({
    models: { demo: scriptedModel(script) },
    storage: memoryStorage(),
    tools: [textToImage({ model: painter, ...(timeoutMs !== undefined && { timeoutMs }) })],
  });
}

async function start(inhouse: Pick<Runtime, "assistants" | "runs">, content = "Draw") {
  const assistant = await inhouse.assistants.create({
    model: "demo",
    tools: [{ type: "text_to_image" }],
  });
  const thread = { messages: [{ content }] };
  return inhouse.runs.createThreadAndRun({ assistantId: assistant.id, thread });
}

async function lastWords(inhouse: Pick<Runtime, "messages">, threadId: string): Promise<string> {
  const [message] = (await inhouse.messages.list(threadId, { limit: 1 })).data;
  return (message?.content ?? [])
    .map((part) => (part.type === "text" ? part.text : part.type))
    .join();
}

describe("the run goes on, and the model reads why there is no picture", () => {
  test.each([
    ["the provider refuses", moderation(), /refuses to make this image/],
    ["there is no image", noImages(), /answered without an image/],
  ])("when %s", async (_, turn, words) => {
    await using inhouse = open(scriptedImageModel([turn]));
    const run = await start(inhouse);
    expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
    expect(await lastWords(inhouse, run.threadId)).toMatch(words);
  });

  test("when its time is up, which the provider hears", async () => {
    const painter = scriptedImageModel([hang()]);
    await using inhouse = open(painter, answers, 500);
    const run = await start(inhouse);
    expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
    expect(await lastWords(inhouse, run.threadId)).toMatch(/did not answer within 0.5 seconds/);
    expect(painter.calls.map(({ outcome }) => outcome)).toEqual(["aborted"]);
  });

  test("when the picture to change is one of another thread, or of another tenant", async () => {
    const painter = scriptedImageModel();
    await using inhouse = open(painter);
    const first = await start(inhouse);
    await inhouse.runs.wait(first.id);
    const [answer] = (await inhouse.messages.list(first.threadId, { limit: 1 })).data;
    const [fileId = ""] = (answer?.content ?? []).flatMap((part) =>
      part.type === "image_file" ? [part.fileId] : [],
    );
    expect(await inhouse.files.retrieve(fileId)).toMatchObject({ filename: "a-fox-1.png" });
    for (const name of [fileId, "a-fox-1.png", "last", "../a-fox-1.png"]) {
      for (const owner of [inhouse, inhouse.forTenant("other")]) {
        const run = await start(owner, name);
        await owner.runs.wait(run.id);
        expect(await lastWords(owner, run.threadId)).toContain("the conversation has no image yet");
      }
    }
    expect(painter.calls).toHaveLength(1);
  });
});

test("a run that is cancelled in the middle ends the provider's work, and leaves no picture", async () => {
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const painter = scriptedImageModel(() => {
    isAsked();
    return hang();
  });
  await using inhouse = open(painter);
  const run = await start(inhouse);
  await asked;
  await inhouse.runs.cancel(run.id);
  expect((await inhouse.runs.wait(run.id)).status).toBe("cancelled");
  expect(painter.calls.map(({ outcome }) => outcome)).toEqual(["aborted"]);
  expect((await inhouse.files.list()).data).toEqual([]);
});
