import type { ResolvedAuth } from "../auth/plugin-auth.ts";
import type { Operation } from "./operation.ts";

/**
 * Leaves out the parameters in which credentials stand: they are not the model's to fill, and it should not know of them.
 *
 * @param operations - the operations
 * @param auth - how calls prove who sends them; null: they do not
 * @param headers - the headers of every call
 */
export function withoutAuthParameters(
  operations: readonly Operation[],
  auth: ResolvedAuth | null,
  headers: Readonly<Record<string, string>>,
): readonly Operation[] {
  const own = Object.keys(headers).map((name) => `header ${name.toLowerCase()}`);
  if (auth !== null) {
    own.push(`${auth.in} ${auth.in === "header" ? auth.name.toLowerCase() : auth.name}`);
  }
  if (own.length === 0) return operations;
  return operations.map((operation) => ({
    ...operation,
    parameters: operation.parameters.filter(({ place, name }) => {
      const key = place === "header" ? name.toLowerCase() : name;
      return !own.includes(`${place} ${key}`);
    }),
  }));
}
