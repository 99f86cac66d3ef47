import type { JsonValue, ToolCaller, ToolFunction } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { AnswerKind } from "../protocol/messages.ts";

/** A call as the code made it. */
export interface CodeCall {
  /** The function; empty: the list of all functions is asked for. */
  readonly name: string;
  /** The arguments, as the code wrote them. */
  readonly input: string;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What the code is told. */
export interface CallAnswer {
  readonly kind: AnswerKind;
  readonly text: string;
}

/** @returns that there is no tool that code may call */
export async function noTools({ name }: CodeCall): Promise<CallAnswer> {
  if (name === "") return { kind: "ok", text: "[]" };
  return { kind: "error", text: `There is no tool '${name}': this code may call none.` };
}

/**
 * @param tools - the run's other tools
 * @param callable - the functions that code may call; null: all of them
 * @param call - what the code wants; hostile
 * @returns what the code is told; never rejects
 */
export async function answerCall(
  tools: ToolCaller,
  callable: ReadonlySet<string> | null,
  { name, input, signal }: CodeCall,
): Promise<CallAnswer> {
  const open = (): readonly ToolFunction[] =>
    tools.list().filter((one) => callable === null || callable.has(one.name));
  if (name === "") {
    const told = open().map((one) => {
      return { name: one.name, description: one.description, parameters: one.parameters };
    });
    return { kind: "ok", text: JSON.stringify(told) };
  }
  if (callable !== null && !callable.has(name)) {
    const names =
      open()
        .map((one) => one.name)
        .join(", ") || "none";
    const text = `There is no tool '${name}' that code may call. The tools are: ${names}.`;
    return { kind: "error", text };
  }
  try {
    const { output, isError } = await tools.call(name, JSON.parse(input) as JsonValue, { signal });
    return { kind: isError === true ? "error" : "ok", text: output };
  } catch (error) {
    // Its text is a sentence for the model that wrote the code. What others say may tell of the host.
    if (InhouseError.isInstance(error) && error.code === "tool_call") {
      return { kind: "error", text: error.message };
    }
    if (error instanceof SyntaxError) {
      return { kind: "error", text: `The arguments of '${name}' are not valid JSON.` };
    }
    return { kind: "error", text: `The call of '${name}' failed.` };
  }
}
