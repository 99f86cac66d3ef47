import type { ValidationResult } from "@cfworker/json-schema";
import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { TimeUpError } from "./time-up-error.ts";

/**
 * How long a check may take, in milliseconds. A schema may be a stranger's, as that of a function which an assistant keeps, and
 * with arguments to its taste it could keep the whole process busy.
 */
const checkMs = 500;

/** Keywords that make a check take longer than schema and arguments are long. */
const slowKeywords =
  /"(?:pattern|patternProperties|format|uniqueItems|\$ref|\$dynamicRef|\$recursiveRef)"/;

/** How many faults the model is told at once. */
const toldFaults = 5;

type Validate = (input: JsonValue) => ValidationResult;

/** A tool's schema is checked against again and again, and is read but once. */
const known = new WeakMap<JsonObject, Validate>();

/**
 * @param parameters - the function's JSON Schema
 * @param input - what the model wants to call it with
 * @returns what does not fit, for the model to read; null: it fits
 */
export async function argumentFaults(
  parameters: JsonObject,
  input: JsonValue,
): Promise<string | null> {
  const validate = await validatorOf(parameters);
  let faults: readonly { instanceLocation: string; error: string }[];
  try {
    const result = validate(input);
    if (result.valid) return null;
    faults = result.errors;
  } catch (error) {
    // Arguments that exhaust the stack are the model's fault.
    if (error instanceof TimeUpError) {
      return "#: it takes too long to check them against the schema. Make them shorter";
    }
    if (error instanceof RangeError) return "#: they are nested too deep";
    // A schema that nobody can check is the author's, and the tool still sees to its own input: the call goes on.
    return null;
  }
  const told = faults
    .slice(-toldFaults)
    .map((fault) => `${fault.instanceLocation}: ${fault.error}`);
  return told.join("; ");
}

async function validatorOf(parameters: JsonObject): Promise<Validate> {
  const { Validator } = await import("@cfworker/json-schema");
  const found = known.get(parameters);
  if (found !== undefined) return found;
  let validator: InstanceType<typeof Validator> | undefined;
  const isSlow = slowKeywords.test(JSON.stringify(parameters));
  const check: Validate = (input) => {
    // The validator writes into the schema, which may be frozen, and is in any case not its own.
    validator ??= new Validator(structuredClone(parameters), "2020-12", false);
    return validator.validate(input);
  };
  const within = isSlow ? await timeLimit() : null;
  const validate: Validate = (input) =>
    within === null ? check(input) : within(checkMs, () => check(input));
  known.set(parameters, validate);
  return validate;
}

/** @returns what stops work that takes too long; null where there is no `node:vm`, and nothing could */
function timeLimit(): Promise<typeof import("./within-time.ts").withinTime | null> {
  return import("./within-time.ts").then(
    ({ withinTime }) => withinTime,
    () => null,
  );
}
