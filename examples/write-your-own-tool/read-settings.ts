import type { ToolDefinition } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/** What an assistant's entry may say: `{ type: "shop", maxQuantity: 3 }`. */
export interface ShopSettings {
  /** How many of a thing may be ordered at once. Default: 10. */
  readonly maxQuantity: number;
}

/** @throws InvalidInputError if a setting is wrong; the assistant is not created then */
export function readSettings(definition: ToolDefinition): ShopSettings {
  const { maxQuantity = 10 } = definition as { readonly maxQuantity?: unknown };
  if (typeof maxQuantity === "number" && Number.isInteger(maxQuantity) && maxQuantity >= 1) {
    return { maxQuantity };
  }
  const expected = "a whole number of at least 1";
  throw new InvalidInputError({ param: "maxQuantity", expected, received: String(maxQuantity) });
}
