import { createRuntime } from "@inhouse/core";
import { createOpenAIFetch } from "@inhouse/http-openai";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import OpenAI from "openai";

// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([toolCall("weather", { city: "Oslo" }), "Yes: it rains in Oslo."]);
const inhouse = createRuntime({ models: { "gpt-5": model }, storage: memoryStorage() });

// #region client
const openai = new OpenAI({
  apiKey: "unused",
  baseURL: "inhouse://local/v1",
  fetch: createOpenAIFetch(inhouse),
});
// #endregion client

// #region program
const assistant = await openai.beta.assistants.create({
  model: "gpt-5",
  instructions: "Be brief.",
  tools: [
    { type: "function", function: { name: "weather", description: "The weather in a city" } },
  ],
});
const thread = await openai.beta.threads.create({
  messages: [{ role: "user", content: "Do I need an umbrella in Oslo?" }],
});
let run = await openai.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
while (run.required_action !== null) {
  const calls = run.required_action.submit_tool_outputs.tool_calls;
  console.log(calls.map((call) => `${call.function.name}(${call.function.arguments})`).join());
  run = await openai.beta.threads.runs.submitToolOutputsAndPoll(run.id, {
    thread_id: thread.id,
    tool_outputs: calls.map(({ id }) => ({ tool_call_id: id, output: "3 °C, rain" })),
  });
}
for await (const { role, content } of openai.beta.threads.messages.list(thread.id)) {
  for (const part of content) if (part.type === "text") console.log(`${role}: ${part.text.value}`);
}
// #endregion program
await inhouse.close();
