import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

it("reads images by their address with the function that the runtime was given", async () => {
  const model = scriptedModel(["A dot."]);
  const asked: string[] = [];
  await using inhouse = createRuntime({
    models: { demo: model },
    storage: memoryStorage(),
    fetchUrl: async (url) => {
      asked.push(url.href);
      return { bytes: png, mediaType: "image/png" };
    },
  });
  const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
  const thread = await inhouse.threads.create();
  const content = ["https://images.example/dot.png", "data:image/png;base64,iVBORw=="].map(
    (url) => ({ type: "image_url", url }) as const,
  );
  await inhouse.messages.create(thread.id, { content });
  const run = await inhouse.runs.create(thread.id, { assistantId });
  expect((await inhouse.runs.wait(run.id)).status).toBe("completed");
  expect(asked).toEqual(["https://images.example/dot.png"]);
  const [message] = model.calls[0]?.options.prompt ?? [];
  expect(message?.content).toMatchObject([
    { type: "file", data: { type: "data", data: png } },
    { type: "file", mediaType: "image/png" },
  ]);
});
