import type {
  Clock,
  Tool,
  ToolCall,
  ToolContext,
  ToolOutputChunk,
  ToolResult,
} from "@inhouse/contracts";
import { errorText } from "./error-text.ts";
import { parseArguments } from "./plan-tool-calls.ts";
import type { ToolBinding } from "./tool-registry.ts";
import { checkedResult } from "./tool-result.ts";

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
  const { clock, signal, timeoutMs } = options;
  if (signal.aborted) return ended(call, clock.now(), "failed", notStarted);
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
  const cancelTimer = clock.setTimer(timeoutMs, () => interrupt("timeout"));
  const context = openContext(options.context, aborter.signal);
  try {
    const result = await Promise.race([interrupted, execute(call, binding, context.value)]);
    return settle(call, result, options);
  } finally {
    context.close();
    cancelTimer();
    signal.removeEventListener("abort", onStop);
  }
}

/** A tool that runs on after its time shows nothing any more: its call has an outcome. */
function openContext(
  given: RunToolCallOptions["context"],
  signal: AbortSignal,
): { readonly value: ToolContext; readonly close: () => void } {
  let open = true;
  const onOutput = (chunk: ToolOutputChunk): void => {
    if (!open || typeof chunk?.text !== "string") return;
    const stream = chunk.stream === "stderr" ? "stderr" : "stdout";
    given.onOutput({ stream, text: chunk.text });
  };
  return {
    value: { ...given, signal, onOutput },
    close() {
      open = false;
    },
  };
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

const notStarted = "The run was stopped before the tool was started. It took no effect.";
const stopped = "The run was stopped while the tool ran. Whether it took effect is unknown.";

function settle(
  call: ToolCall,
  result: ToolResult | Interruption,
  { clock, timeoutMs, outputCharacters }: RunToolCallOptions,
): ToolCallOutcome {
  const now = clock.now();
  if (result === "stopped") return ended(call, now, "unknown", stopped);
  if (result === "timeout") {
    const late = `The tool did not answer within ${timeoutMs / 1000} seconds and was stopped. Whether it took effect is unknown.`;
    return ended(call, now, "failed", late);
  }
  const {
    output,
    isError,
    outputs = [],
    imageFileIds = [],
  } = checkedResult(result, outputCharacters);
  const outcome = ended(call, now, isError === true ? "failed" : "completed", output);
  return { call: { ...outcome.call, outputs }, imageFileIds };
}

function ended(
  call: ToolCall,
  endedAt: number,
  status: ToolCall["status"],
  output: string,
): ToolCallOutcome {
  return { call: { ...call, status, output, endedAt }, imageFileIds: [] };
}
