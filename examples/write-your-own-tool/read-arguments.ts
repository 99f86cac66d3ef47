import type { JsonValue, ToolInvocation } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/** What the model asks for. */
export type ShopRequest =
  | { readonly type: "place_order"; readonly item: string; readonly quantity: number }
  | { readonly type: "order_status"; readonly order: string; readonly wait: boolean }
  | { readonly type: "get_receipt"; readonly order: string };

/** @throws InvalidInputError if an argument is wrong, or there is no such function */
export function readArguments({ name, input }: ToolInvocation, maxQuantity: number): ShopRequest {
  const given =
    typeof input === "object" && input !== null ? new Map(Object.entries(input)) : new Map();
  switch (name) {
    case "place_order": {
      const quantity = given.get("quantity") ?? 1;
      const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= maxQuantity;
      if (!isWhole) throw wrong("quantity", `a whole number from 1 to ${maxQuantity}`, quantity);
      return { type: name, item: text("item", given.get("item"), /^.{1,100}$/), quantity };
    }
    case "order_status": {
      const order = text("order", given.get("order"), /^[0-9]{1,9}$/);
      return { type: name, order, wait: given.get("wait") === true };
    }
    case "get_receipt":
      return { type: name, order: text("order", given.get("order"), /^[0-9]{1,9}$/) };
    default:
      throw wrong("name", "a function of the shop", "another one");
  }
}

function text(param: string, value: JsonValue | undefined, form: RegExp): string {
  if (typeof value === "string" && form.test(value)) return value;
  throw wrong(param, `a text like ${form.source}`, typeof value);
}

function wrong(param: string, expected: string, value: unknown): InvalidInputError {
  return new InvalidInputError({ param, expected, received: String(value).slice(0, 100) });
}
