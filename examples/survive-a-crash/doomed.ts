import { openRuntime } from "./open-runtime.ts";

/** The process that does not live to finish its run. It prints the number of every event that it shows. */
const inhouse = openRuntime(process.argv[2] ?? ".");
const assistant = await inhouse.assistants.create({
  model: "demo",
  tools: [{ type: "function", function: { name: "send_parcel" } }],
});
const run = await inhouse.runs.createThreadAndRun({
  assistantId: assistant.id,
  thread: { messages: [{ content: "Please send my parcel." }] },
});
console.log(run.id);
for await (const event of inhouse.runs.stream(run.id)) {
  const isText = event.type === "thread.message.delta" && event.data.type === "text";
  console.log(`${event.sequence} ${event.type} ${isText ? JSON.stringify(event.data.text) : ""}`);
}
