import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { z } from "zod";

const weather = functionTool({
  name: "weather",
  description: "The weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => ({ city, celsius: 3, sky: "rain" }),
});
// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([toolCall("weather", { city: "Oslo" }), "Yes: it rains in Oslo."]);

const inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [weather],
});
const { id: assistantId } = await inhouse.assistants.create({
  model: "demo",
  tools: [{ type: "function", function: { name: "weather" } }],
});
const thread = { messages: [{ role: "user", content: "Umbrella in Oslo?" }] } as const;
const run = await inhouse.runs.createThreadAndRun({ assistantId, thread });
for await (const event of inhouse.runs.stream(run.id)) console.log(event.type);

const [answer] = (await inhouse.messages.list(run.threadId)).data;
console.log(answer?.content);
await inhouse.close();
