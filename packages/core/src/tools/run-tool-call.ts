import type { Clock, Tool, ToolCall, ToolContext, ToolResult } from "@inhouse/contracts";
import { parseArguments } from "./plan-tool-calls.ts";
import { shorten } from "./shorten.ts";
import type { ToolBinding } from "./tool-registry.ts";

/** What a run of a tool needs beside the call. */
export interface RunToolCallOptions {
  readonly clock: Clock;
  /** Aborts when the run must stop. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** How much of the output the model is told, in characters. */
  readonly outputCharacters: number;
  /** All of the tool's context but for the signal. */
  readonly context: Omit<ToolContext, "signal">;
}

/** The outcome of a call that was started. */
export interface ToolCallOutcome {
  readonly call: ToolCall;
  readonly imageFileIds: readonly string[];
}

type Interruption = "timeout" | "stopped";

/**
 * Runs one call. It always has an outcome: a tool that throws, hangs or ignores its signal is reported, never waited for.
 *
 * @param call - a call with the status `started`
 * @param binding - what answers it
 * @param options - limits and context
 */
export async function runToolCall(
  call: ToolCall,
  binding: ToolBinding & { readonly tool: Tool },
  options: RunToolCallOptions,
): Promise<ToolCallOutcome> {
  const { clock, signal, timeoutMs, context } = options;
  const aborter = new AbortController();
  let interrupt: (why: Interruption) => void = () => undefined;
  const interrupted = new Promise<Interruption>((resolve) => {
    interrupt = (why) => {
      aborter.abort(new Error(why === "timeout" ? "The tool's time is up" : "The run was stopped"));
      resolve(why);
    };
  });
  const onStop = (): void => interrupt("stopped");
  signal.addEventListener("abort", onStop, { once: true });
  if (signal.aborted) onStop();
  const cancelTimer = clock.setTimer(timeoutMs, () => interrupt("timeout"));
  try {
    const result = await Promise.race([
      interrupted,
      execute(call, binding, { ...context, signal: aborter.signal }),
    ]);
    return settle(call, result, options);
  } finally {
    cancelTimer();
    signal.removeEventListener("abort", onStop);
  }
}

async function execute(
  call: ToolCall,
  { tool, definition }: ToolBinding & { readonly tool: Tool },
  context: ToolContext,
): Promise<ToolResult> {
  try {
    const input = parseArguments(call.arguments) ?? {};
    return await tool.execute({ name: call.name, input, definition }, context);
  } catch (error) {
    return { output: errorText(error), isError: true };
  }
}

function settle(
  call: ToolCall,
  result: ToolResult | Interruption,
  { clock, timeoutMs, outputCharacters }: RunToolCallOptions,
): ToolCallOutcome {
  const endedAt = clock.now();
  const ended = (status: ToolCall["status"], output: string): ToolCallOutcome => ({
    call: { ...call, status, output, endedAt },
    imageFileIds: [],
  });
  if (result === "timeout") {
    return ended(
      "failed",
      `The tool did not answer within ${timeoutMs / 1000} seconds and was stopped. Whether it took effect is unknown.`,
    );
  }
  if (result === "stopped") {
    return ended(
      "unknown",
      "The run was stopped while the tool ran. Whether it took effect is unknown.",
    );
  }
  const output = shorten(result.output, outputCharacters);
  return {
    call: {
      ...call,
      status: result.isError === true ? "failed" : "completed",
      output,
      outputs: result.outputs ?? [],
      endedAt,
    },
    imageFileIds: result.imageFileIds ?? [],
  };
}

function errorText(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return `The tool failed: ${String(error)}`;
}
