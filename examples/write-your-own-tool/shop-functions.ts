import type { ToolFunction } from "@inhouse/contracts";

const order = { type: "string", pattern: "^[0-9]{1,9}$", description: "The number of the order." };

// #region functions
/** What the model is told of the shop. */
export function shopFunctions(maxQuantity: number): readonly ToolFunction[] {
  const quantity = { type: "integer", minimum: 1, maximum: maxQuantity };
  const item = { type: "string", minLength: 1, maxLength: 100, description: "What to order." };
  const wait = { type: "boolean", description: "Whether to wait until the order is sent." };
  return [
    describe("place_order", "Orders something.", { item, quantity }, ["item"]),
    describe("order_status", "Says how far an order is.", { order, wait }, ["order"]),
    describe("get_receipt", "Gives the user the receipt of an order.", { order }, ["order"]),
  ];
}
// #endregion functions

function describe(
  name: string,
  description: string,
  properties: Readonly<Record<string, { readonly type: string }>>,
  required: readonly string[],
): ToolFunction {
  const parameters = { type: "object", properties, required, additionalProperties: false };
  return { name, description, parameters };
}
