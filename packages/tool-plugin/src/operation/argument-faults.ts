import type { JsonObject } from "@inhouse/contracts";
import { shorten } from "../schema/shorten.ts";

/** How many faults the model is told at once. */
const toldFaults = 5;

/**
 * @param schema - JSON Schema of the arguments
 * @param input - what the model wants to call the operation with
 * @returns what does not fit, for the model to read; null: it fits
 */
export async function argumentFaults(
  schema: JsonObject,
  input: JsonObject,
): Promise<string | null> {
  const { Validator } = await import("@cfworker/json-schema");
  try {
    const { valid, errors } = new Validator(schema, "2020-12", false).validate(input);
    if (valid) return null;
    return errors
      .slice(-toldFaults)
      .map((fault) => shorten(`${fault.instanceLocation}: ${fault.error}`, 500))
      .join("; ");
  } catch (error) {
    return error instanceof RangeError ? "#: they are nested too deep" : null;
  }
}
