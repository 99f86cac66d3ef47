import type { JsonObject, RunStepDelta, ToolCall } from "@inhouse/contracts";
import { codeOf, codeOutputs } from "../views/tool-call-view.ts";

/**
 * Turns what is new in a step of tool calls into deltas of the wire. Readers of the wire tell calls apart by the index of
 * each delta, and take a change of it for the end of a call: so a delta of an earlier call is never sent, and what it would
 * have said stands in the step when it ends. So do calls that code made: to tell of one would end the call of the code.
 */
export class StepDeltas {
  readonly #stepId: string;
  #current: {
    readonly index: number;
    readonly call: ToolCall;
    args: string;
    isTold: boolean;
  } | null = null;

  constructor(stepId: string) {
    this.#stepId = stepId;
  }

  /** @returns the deltas that say it, in order */
  next(delta: RunStepDelta): JsonObject[] {
    switch (delta.type) {
      case "tool_call_started":
        if (delta.toolCall.parentId !== undefined) return [];
        return [...this.end(), ...this.#begin(delta.index, delta.toolCall)];
      case "tool_call_arguments":
        return this.#grow(delta.index, delta.arguments);
      case "tool_call_updated":
        return this.#update(delta.index, delta.toolCall);
      case "tool_call_progress":
        return [];
    }
  }

  /** @returns the deltas that are still owed when no more calls come */
  end(): JsonObject[] {
    const current = this.#current;
    if (current === null || current.call.type !== "code_interpreter" || current.isTold) return [];
    current.isTold = true;
    if (current.args === "") return [];
    return [this.#delta(current.index, current.call.type, { input: codeOf(current.args) })];
  }

  #begin(index: number, call: ToolCall): JsonObject[] {
    this.#current = { index, call, args: call.arguments, isTold: false };
    const { id } = call;
    if (call.type === "code_interpreter") {
      return [this.#delta(index, call.type, { input: "", outputs: [] }, id)];
    }
    if (call.type === "file_search") return [this.#delta(index, call.type, {}, id)];
    const { name, arguments: args } = call;
    return [this.#delta(index, "function", { name, arguments: args, output: null }, id)];
  }

  /** Code comes as JSON text, and is sent when it is whole. */
  #grow(index: number, args: string): JsonObject[] {
    const current = this.#current;
    if (current?.index !== index) return [];
    current.args += args;
    const { type } = current.call;
    if (type === "code_interpreter" || type === "file_search") return [];
    return [this.#delta(index, "function", { arguments: args })];
  }

  #update(index: number, call: ToolCall): JsonObject[] {
    if (this.#current?.index !== index) return [];
    const owed = this.end();
    if (call.endedAt === null) return owed;
    if (call.type === "code_interpreter") {
      const outputs = codeOutputs(call.outputs).map((output, at) => ({ index: at, ...output }));
      return outputs.length === 0 ? owed : [...owed, this.#delta(index, call.type, { outputs })];
    }
    if (call.type === "file_search" || call.output === null) return owed;
    return [...owed, this.#delta(index, "function", { output: call.output })];
  }

  #delta(index: number, type: string, more: JsonObject, id?: string): JsonObject {
    const call = { index, ...(id !== undefined && { id }), type, [type]: more };
    const details = { type: "tool_calls", tool_calls: [call] };
    return {
      id: this.#stepId,
      object: "thread.run.step.delta",
      delta: { step_details: details },
    };
  }
}
