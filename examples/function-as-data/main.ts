import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRuntime, exportAssistant, importAssistant } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { memoryStorage } from "@inhouse/storage-memory";
import { userFunctions } from "@inhouse/tool-javascript";
import { parcelPrice } from "./parcel-price.ts";

const folder = await mkdtemp(join(tmpdir(), "inhouse-function-"));
const file = join(folder, "assistant.json");

// #region export
const here = createRuntime({
  models: { demo: scriptedModel([]) },
  storage: memoryStorage(),
  tools: [userFunctions({ allow: { storage: true } })],
});
const made = await here.assistants.create({
  model: "demo",
  name: "Post office",
  tools: [parcelPrice],
});
await writeFile(file, JSON.stringify(await exportAssistant(here, made.id), null, 2));
await here.close();
// #endregion export

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([
  toolCall("parcel_price", { grams: 700 }),
  toolCall("parcel_price", { grams: 9000 }),
  toolCall("parcel_price", { grams: 11_000 }),
  "5.49 and 9.99 euros, and 11 kg is too heavy.",
]);

// #region import
const storage = await lowdb(join(folder, "elsewhere"));
const there = createRuntime({
  models: { demo: model },
  storage,
  // What functions keep for a thread is kept with the thread.
  tools: [userFunctions({ allow: { storage: true }, blobs: storage.blobs })],
});
const { id: assistantId } = await importAssistant(there, JSON.parse(await readFile(file, "utf8")));
// #endregion import
const thread = { messages: [{ role: "user", content: "700 g, 9 kg and 11 kg?" }] } as const;
const run = await there.runs.createThreadAndRun({ assistantId, thread });
const ended = await there.runs.wait(run.id);
const steps = (await there.runs.steps.list(run.id, { order: "asc" })).data;
const calls = steps.flatMap(({ stepDetails }) =>
  stepDetails.type === "tool_calls" ? stepDetails.toolCalls : [],
);
const text = calls.map(({ output }) => output).join("\n");
console.log(text);
await there.close();
await rm(folder, { recursive: true });

const expected = [
  '{"cents":549,"asked":1}',
  '{"cents":999,"asked":2}',
  "error: JavaScriptError: Error: Nothing heavier than 10 kg is sent.",
].join("\n");
if (ended.status !== "completed" || text !== expected) {
  throw new Error(`The function should have answered in the other runtime:\n${expected}`);
}
