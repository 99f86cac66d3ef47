import type { UserFunction } from "@inhouse/tool-javascript";

// #region function
/** What a user of yours may have written in a form: a module as text, and what it asks for. */
export const parcelPrice: UserFunction = {
  type: "javascript_function",
  name: "parcel_price",
  description: "The price of a parcel in cents, by its weight",
  parameters: {
    type: "object",
    properties: { grams: { type: "integer", minimum: 1 } },
    required: ["grams"],
  },
  source: `
const steps = [[500, 299], [2000, 549], [10000, 999]];

export default async ({ grams }, { storage }) => {
  const step = steps.find(([most]) => grams <= most);
  if (!step) throw new Error("Nothing heavier than 10 kg is sent.");
  const asked = ((await storage.get("asked")) ?? 0) + 1;
  await storage.set("asked", asked);
  return { cents: step[1], asked };
};
`,
  capabilities: { storage: true },
};
// #endregion function
