import type { JsonValue } from "@inhouse/contracts";

/**
 * Reads JSON that code in the sandbox wrote. A key `__proto__` is left out: whoever copies such an object property by
 * property would change the prototype of the copy.
 *
 * @param text - the JSON
 * @throws SyntaxError if it is none
 */
export function parseGuestJson(text: string): JsonValue {
  if (!/__proto__|\\u005f/i.test(text)) return JSON.parse(text) as JsonValue;
  return JSON.parse(text, function (this: Record<string, unknown>, key, value: unknown) {
    return key === "__proto__" ? undefined : value;
  }) as JsonValue;
}
