import type { JsonValue, Tool } from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";
import { argumentCharacters } from "./nested-limits.ts";
import type { ToolBinding } from "./tool-registry.ts";
import { argumentFaults } from "./validate-arguments.ts";

/** A function that code may call. */
export type CallableBinding = ToolBinding & { readonly tool: Tool };

/** A call that code wants to make. */
export interface NestedRequest {
  readonly binding: CallableBinding;
  readonly name: string;
  /** The arguments as JSON: what is stored, and what runs. */
  readonly text: string;
}

/** @returns the functions that code may call: whatever answers here, and starts no code itself */
export function callableBindings(bindings: readonly ToolBinding[]): readonly CallableBinding[] {
  return bindings.filter(
    (one): one is CallableBinding => one.tool !== null && one.tool.callsTools === undefined,
  );
}

/**
 * @param callable - the functions that code may call
 * @param name - the function that it calls
 * @param input - the arguments that it gives
 * @throws ToolCallError if it may not be called, or the arguments are no JSON or too long
 */
export function readRequest(
  callable: readonly CallableBinding[],
  name: string,
  input: JsonValue,
): NestedRequest {
  const binding = callable.find((one) => one.function.name === name);
  if (binding === undefined) {
    const names = callable.map((one) => one.function.name).join(", ") || "none";
    const why = `There is no tool '${name}' that code may call. The tools are: ${names}.`;
    throw new ToolCallError(String(name), "unknown_tool", why);
  }
  const text = jsonOf(input);
  if (text === undefined) {
    const why = `The arguments of '${name}' cannot be said as JSON.`;
    throw new ToolCallError(name, "invalid_arguments", why);
  }
  if (text.length > argumentCharacters) {
    const why = `The arguments of '${name}' are ${text.length} characters long as JSON, and ${argumentCharacters} are allowed.`;
    throw new ToolCallError(name, "too_large", why);
  }
  return { binding, name, text };
}

/** @throws ToolCallError if the arguments do not fit the function's parameters */
export async function checkArguments(
  { binding, name }: NestedRequest,
  input: JsonValue,
): Promise<void> {
  const faults = await argumentFaults(binding.function.parameters, input);
  if (faults === null) return;
  const why = `The arguments of '${name}' do not fit its parameters: ${faults}`;
  throw new ToolCallError(name, "invalid_arguments", why);
}

function jsonOf(input: JsonValue): string | undefined {
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
}
