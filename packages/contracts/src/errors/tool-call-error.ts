import { InhouseError } from "./inhouse-error.ts";

/**
 * Why code got no outcome of a call. Of the first five, nothing has happened.
 *
 * - `unknown_tool`: there is no such function, or code may not call it.
 * - `invalid_arguments`: the arguments do not fit the function's schema, or are no JSON.
 * - `too_large`: the arguments are too long, or those of all calls together.
 * - `too_many_calls`: the code has made as many calls as it may.
 * - `needs_approval`: a person must approve the call, and the code cannot wait for one.
 * - `paused`: the run waits for a person's word, and the code will be run again from its beginning.
 * - `stopped`: the caller gave the call up, or the run was stopped; the tool may have taken effect if it was started.
 */
export type ToolCallErrorReason =
  | "unknown_tool"
  | "invalid_arguments"
  | "too_large"
  | "too_many_calls"
  | "needs_approval"
  | "paused"
  | "stopped";

/** A call that code made of another tool has no outcome. */
export class ToolCallError extends InhouseError {
  /** Always `tool_call`. */
  readonly code = "tool_call";
  /** The function that was called. */
  readonly tool: string;
  /** Why there is no outcome. */
  readonly reason: ToolCallErrorReason;

  /**
   * @param tool - the function that was called
   * @param reason - why there is no outcome
   * @param message - a sentence for the model that wrote the code
   */
  constructor(tool: string, reason: ToolCallErrorReason, message: string) {
    super(message);
    this.tool = tool;
    this.reason = reason;
  }
}
