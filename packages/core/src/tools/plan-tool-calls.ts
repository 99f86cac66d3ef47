import type { JsonValue, ToolCall } from "@inhouse/contracts";
import type { ToolBinding } from "./tool-registry.ts";
import { argumentFaults } from "./validate-arguments.ts";

/** A call as the model made it. */
export interface RequestedCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
  /** Why it cannot be run; null: nothing known. */
  readonly problem: string | null;
  /** What the provider answered by itself; null: it is ours to run. */
  readonly providerResult: ProviderResult | null;
}

/** The outcome of a call that the provider ran. */
export interface ProviderResult {
  readonly output: string;
  readonly isError: boolean;
}

/** What the plan goes by. */
export interface PlanOptions {
  readonly bindings: readonly ToolBinding[];
  readonly parallelToolCalls: boolean;
  readonly now: number;
  /** Aborts when the run must stop. */
  readonly signal: AbortSignal;
}

/**
 * Decides what becomes of each call of a model answer before anything runs, so that the decision can be stored first.
 *
 * @returns the calls in the same order: `started` where this process is to run them now, an outcome where there is one
 *   already, or waiting for somebody
 */
export async function planToolCalls(
  requested: readonly RequestedCall[],
  options: PlanOptions,
): Promise<readonly ToolCall[]> {
  return Promise.all(requested.map((call, index) => planOne(call, index, options)));
}

async function planOne(
  requested: RequestedCall,
  index: number,
  options: PlanOptions,
): Promise<ToolCall> {
  const binding = options.bindings.find((one) => one.function.name === requested.name);
  const call = newToolCall(requested, binding);
  const failed = (output: string): ToolCall => ({
    ...call,
    status: "failed",
    output,
    endedAt: options.now,
  });
  if (requested.providerResult !== null) {
    const { output, isError } = requested.providerResult;
    return { ...call, status: isError ? "failed" : "completed", output, endedAt: options.now };
  }
  if (requested.problem !== null) return failed(requested.problem);
  if (binding === undefined) {
    const names = options.bindings.map((one) => one.function.name).join(", ");
    return failed(`There is no tool '${requested.name}'. The tools are: ${names || "none"}.`);
  }
  if (index > 0 && !options.parallelToolCalls) {
    return failed("Not run: only one call at a time is allowed here. Call it again by itself.");
  }
  if (binding.tool === null) return { ...call, status: "awaiting_output" };
  const input = parseArguments(requested.arguments);
  if (input === undefined) return failed("The arguments are not valid JSON. Call it again.");
  const faults = await argumentFaults(binding.function.parameters, input);
  if (faults !== null) return failed(`The arguments do not fit the parameters: ${faults}`);
  const { needsApproval, definition } = binding;
  if (await needsApproval({ name: requested.name, input, definition }, options.signal)) {
    return { ...call, status: "awaiting_approval" };
  }
  return { ...call, status: "started", startedAt: options.now };
}

/** @returns the call before anything is known of it */
export function newToolCall(
  requested: Pick<RequestedCall, "id" | "name" | "arguments">,
  binding: ToolBinding | undefined,
): ToolCall {
  return {
    id: requested.id,
    type: binding?.definition.type ?? "function",
    name: requested.name,
    arguments: requested.arguments,
    status: "pending",
    output: null,
    outputs: [],
    startedAt: null,
    endedAt: null,
  };
}

/** @returns the arguments, no text at all counting as no arguments; undefined if they are not JSON */
export function parseArguments(text: string): JsonValue | undefined {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
