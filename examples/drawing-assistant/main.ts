import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { scriptedImageModel } from "@inhouse/model-scripted/image";
import { memoryStorage } from "@inhouse/storage-memory";
import { textToImage } from "@inhouse/tool-image";

const folder = process.argv[2] ?? join(".inhouse", "drawings");

// Any two models of the AI SDK can stand here, such as openai("gpt-5") and openai.image("gpt-image-1"). These need no key: the
// first plays a script, the second draws colored shapes.
const fox = "A red fox reading a newspaper under an old oak tree";
const model = scriptedModel([
  toolCall("text_to_image", { prompt: fox, size: "768x512", style: "watercolor" }),
  "Here is your fox.",
  toolCall("text_to_image", {
    prompt: "The same fox at night, by the light of a lantern",
    images: ["last"],
    size: "768x512",
  }),
  "And here it reads on at night.",
]);
const painter = scriptedImageModel();

// #region drawing
const inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [textToImage({ model: painter })],
});
const assistant = await inhouse.assistants.create({
  name: "Painter",
  model: "demo",
  instructions: "You draw what the user asks for.",
  tools: [{ type: "text_to_image" }],
});
const thread = await inhouse.threads.create();

async function ask(content: string): Promise<void> {
  await inhouse.messages.create(thread.id, { role: "user", content });
  const { id } = await inhouse.runs.create(thread.id, { assistantId: assistant.id });
  const run = await inhouse.runs.wait(id);
  const [answer] = (await inhouse.messages.list(thread.id, { limit: 1 })).data;
  console.log(`${content} (${run.status})`);
  for (const part of answer?.content ?? []) {
    if (part.type === "text") console.log(`  ${part.text}`);
    if (part.type === "image_file") console.log(`  ${await save(part.fileId)}`);
  }
}

await ask("Draw a fox that reads the newspaper.");
await ask("Now make it night.");
await inhouse.close();
// #endregion drawing

async function save(fileId: string): Promise<string> {
  const { filename, mediaType } = await inhouse.files.retrieve(fileId);
  const bytes = await inhouse.files.content(fileId);
  assert.equal(mediaType, "image/png");
  assert.equal(Buffer.from(bytes.subarray(0, 8)).toString("latin1"), "\x89PNG\r\n\x1a\n");
  await mkdir(folder, { recursive: true });
  const path = join(folder, filename);
  await writeFile(path, bytes);
  return path;
}
