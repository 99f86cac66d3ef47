import type { JsonValue } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { HostCall } from "../pool/javascript-run.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { parseGuestJson } from "./parse-guest-json.ts";

/**
 * A function of this process that code in the sandbox may call. Its input is hostile. What it throws is not told to the
 * code, unless it is a {@link HostCallError}.
 *
 * @param input - the argument of the code
 * @param options - `signal` aborts when the code has ended
 * @returns JSON for the code
 */
export type Capability = (
  input: JsonValue,
  options: { readonly signal: AbortSignal },
) => JsonValue | undefined | Promise<JsonValue | undefined>;

const namePattern = /^[a-zA-Z0-9_-]{1,64}$/;

function inputOf(text: string): JsonValue {
  try {
    return parseGuestJson(text);
  } catch {
    // Only a worker that was taken over sends such a text.
    throw new HostCallError("The arguments are no JSON.");
  }
}

/**
 * @param capability - a function
 * @returns it as a run takes it
 */
export function hostCall(capability: Capability): HostCall {
  return async (text, signal) => JSON.stringify(await capability(inputOf(text), { signal }));
}

/**
 * @param capabilities - the functions by their names
 * @returns them as a run takes them
 * @throws InvalidInputError if a name or a function is none
 */
export function capabilityCalls(
  capabilities: Readonly<Record<string, Capability>>,
): Map<string, HostCall> {
  const calls = new Map<string, HostCall>();
  for (const [name, capability] of Object.entries(capabilities)) {
    if (!namePattern.test(name) || name === "__proto__" || typeof capability !== "function") {
      throw new InvalidInputError({
        param: `capabilities.${name.slice(0, 64)}`,
        expected: "a function under a name of 1 to 64 of [a-zA-Z0-9_-]",
        received: typeof capability,
      });
    }
    calls.set(name, hostCall(capability));
  }
  return calls;
}
