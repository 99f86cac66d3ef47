import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { javascript } from "@inhouse/tool-javascript";
import { z } from "zod";

// #region runtime
const orders = functionTool({
  name: "orders",
  description: "All orders of a year",
  parameters: z.object({ year: z.number() }),
  execute: ({ year }) =>
    Array.from({ length: 2000 }, (_, n) => ({ id: `${year}-${n}`, sku: n % 7, cents: n * 10 })),
});
const products = functionTool({
  name: "products",
  description: "All products",
  parameters: z.object({}),
  execute: () => Array.from({ length: 7 }, (_, sku) => ({ sku, name: `Product ${sku}` })),
});

// What a model writes that may write code: two calls at once, and only the answer comes back.
const code = `
const [orders, products] = await Promise.all([tools.orders({ year: 2026 }), tools.products({})]);
console.log(orders.length, "orders");
const sums = Map.groupBy(orders, ({ sku }) => sku);
products
  .map(({ sku, name }) => ({ name, euros: sums.get(sku).reduce((sum, { cents }) => sum + cents, 0) / 100 }))
  .toSorted((a, b) => b.euros - a.euros)
  .slice(0, 2);`;
// Any model of the AI SDK can stand here. This one plays a script, so that the example needs no key.
const model = scriptedModel([
  toolCall("javascript", { code }),
  ({ toolResults }) =>
    `It read ${toolResults[0]?.text.length} characters:\n${toolResults[0]?.text}`,
]);

const inhouse = createRuntime({
  models: { demo: model },
  storage: memoryStorage(),
  tools: [javascript(), orders, products],
});
const { id: assistantId } = await inhouse.assistants.create({
  model: "demo",
  tools: [
    { type: "javascript" },
    { type: "function", function: { name: "orders" } },
    { type: "function", function: { name: "products" } },
  ],
});
// #endregion runtime
const thread = { messages: [{ role: "user", content: "Our two best products?" }] } as const;
const run = await inhouse.runs.createThreadAndRun({ assistantId, thread });
const ended = await inhouse.runs.wait(run.id);

const [step] = (await inhouse.runs.steps.list(run.id, { order: "asc" })).data;
const calls = step?.stepDetails.type === "tool_calls" ? step.stepDetails.toolCalls : [];
for (const call of calls) console.log(`${call.name}: ${call.status}`);
const [answer] = (await inhouse.messages.list(run.threadId)).data;
const [part] = answer?.content ?? [];
const text = part?.type === "text" ? part.text : "";
console.log(text);
await inhouse.close();
if (ended.status !== "completed" || !text.includes("Product 4") || text.length > 500) {
  throw new Error(
    "The model should have read the two best products, and nothing of the 2,000 orders.",
  );
}
