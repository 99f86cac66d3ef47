import { mergeAllOf } from "../schema/merge-all-of.ts";
import { rawOf } from "../schema/raw.ts";
import type { Operation } from "./operation.ts";

/**
 * @param operations - the operations
 * @param names - names of parameters, and of fields of bodies, that the caller fills
 * @returns the operations with those left to the caller
 */
export function withCallerParameters(
  operations: readonly Operation[],
  names: readonly string[],
): readonly Operation[] {
  if (names.length === 0) return operations;
  return operations.map((operation) => {
    const { body } = operation;
    const fields = Object.keys(rawOf(body && mergeAllOf(body.schema).properties));
    const more = fields.filter((field) => names.includes(field));
    return {
      ...operation,
      parameters: operation.parameters.map((one) =>
        names.includes(one.name) ? { ...one, source: "caller" as const } : one,
      ),
      body: body && { ...body, callerFields: [...new Set([...body.callerFields, ...more])] },
    };
  });
}
