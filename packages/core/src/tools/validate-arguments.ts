import type { JsonObject, JsonValue } from "@inhouse/contracts";

/** How many faults the model is told at once. */
const toldFaults = 5;

/**
 * @param parameters - the function's JSON Schema
 * @param input - what the model wants to call it with
 * @returns what does not fit, for the model to read; null: it fits
 */
export async function argumentFaults(
  parameters: JsonObject,
  input: JsonValue,
): Promise<string | null> {
  const { Validator } = await import("@cfworker/json-schema");
  let faults: readonly { instanceLocation: string; error: string }[];
  try {
    const result = new Validator(parameters, "2020-12", false).validate(input);
    if (result.valid) return null;
    faults = result.errors;
  } catch (error) {
    // Arguments that exhaust the stack are the model's fault.
    if (error instanceof RangeError) return "#: they are nested too deep";
    // A schema that nobody can check is the author's, and the tool still sees to its own input: the call goes on.
    return null;
  }
  const told = faults
    .slice(-toldFaults)
    .map((fault) => `${fault.instanceLocation}: ${fault.error}`);
  return told.join("; ");
}
