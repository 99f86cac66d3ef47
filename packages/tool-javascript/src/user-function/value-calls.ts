import type { JsonValue } from "@inhouse/contracts";
import type { Capability } from "../capability/capability.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { isObject } from "./entry-fields.ts";
import type { ThreadValues } from "./thread-values.ts";
import { maxKeyChars } from "./thread-values.ts";

/**
 * @param values - the values of all threads
 * @param at - the thread
 * @returns the calls that begin with `storage.`
 */
export function valueCalls(values: ThreadValues, at: string): ReadonlyMap<string, Capability> {
  return new Map<string, Capability>([
    ["storage.get", async (input) => (await values.read(at)).get(keyOf(input))],
    ["storage.keys", async () => [...(await values.read(at)).keys()]],
    [
      "storage.set",
      async (input, { signal }) => {
        const key = keyOf(input);
        const value = isObject(input) ? input.value : undefined;
        if (value === undefined) {
          throw new HostCallError("There is no value, or none that JSON can express.");
        }
        await values.change(at, (all) => void all.set(key, value), signal);
        return undefined;
      },
    ],
    [
      "storage.delete",
      async (input, { signal }) => {
        const key = keyOf(input);
        return values.change(at, (all) => all.delete(key), signal);
      },
    ],
  ]);
}

function keyOf(input: JsonValue): string {
  const key = isObject(input) ? input.key : undefined;
  if (typeof key === "string" && key.length > 0 && key.length <= maxKeyChars) return key;
  throw new HostCallError(`A key must be a string of 1 to ${maxKeyChars} characters.`);
}
