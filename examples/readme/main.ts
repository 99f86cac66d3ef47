import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";

// Any model of the AI SDK can stand here: openai("gpt-5"). This one plays a script and needs no key.
const models = { demo: scriptedModel(["Yes: it rains in Oslo."]) };
const inhouse = createRuntime({ models, storage: memoryStorage() });

const assistant = await inhouse.assistants.create({ model: "demo", instructions: "Be brief." });
const thread = await inhouse.threads.create();
await inhouse.messages.create(thread.id, { content: "Do I need an umbrella in Oslo?" });

const run = await inhouse.runs.create(thread.id, { assistantId: assistant.id });
for await (const event of inhouse.runs.stream(run.id)) console.log(event.type);
console.log((await inhouse.runs.wait(run.id)).status);

const messages = await inhouse.messages.list(thread.id, { order: "asc" });
for (const { role, content } of messages.data) console.log(role, content);
await inhouse.close();
