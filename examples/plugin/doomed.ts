import { openShop } from "./open-shop.ts";

/** The process that approves a call, and does not live to hear what came of it. It prints the number of its run. */
const [, , folder = "", port] = process.argv;
const { inhouse } = await openShop(folder, Number(port));
const assistant = await inhouse.assistants.create({ model: "demo", tools: [{ type: "orders" }] });
const { id } = await inhouse.runs.createThreadAndRun({
  assistantId: assistant.id,
  thread: { messages: [{ content: "Cancel my order 7." }] },
});
const { requiredAction } = await inhouse.runs.wait(id);
console.log(id);
await inhouse.runs.submitToolOutputs(id, {
  approvals: (requiredAction?.approvals ?? []).map(({ toolCall, inputHash }) => ({
    toolCallId: toolCall.id,
    inputHash,
    approved: true,
  })),
});
await inhouse.runs.wait(id);
