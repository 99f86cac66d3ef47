import type { ToolOutputChunk } from "@inhouse/contracts";
import type { JavaScriptLimits } from "../limits.ts";
import type { RunMessage } from "../protocol/messages.ts";

/**
 * A function of the host that code may call.
 *
 * @param input - the argument, from JSON; hostile
 * @param signal - aborts when the code has ended
 * @returns the result as JSON; absent: the code gets `undefined`
 * @throws HostCallError with what the code is told; of any other error it is told nothing
 */
export type HostCall = (input: string, signal: AbortSignal) => Promise<string | undefined>;

/** One run of code. */
export interface JavaScriptRun {
  readonly limits: JavaScriptLimits;
  readonly message: RunMessage;
  readonly calls: ReadonlyMap<string, HostCall>;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: ToolOutputChunk) => void;
}

/** An error of a function of the host whose text the code may read. */
export class HostCallError extends Error {}
