import type {
  Clock,
  Tool,
  ToolCall,
  ToolCaller,
  ToolContext,
  ToolOutputChunk,
  ToolResult,
} from "@inhouse/contracts";
import { errorText } from "./error-text.ts";
import { noTools } from "./no-tools.ts";
import { parseArguments } from "./plan-tool-calls.ts";
import { TimeLimit } from "./time-limit.ts";
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
  /** All of the tool's context but for the signal and the other tools. */
  readonly context: Omit<ToolContext, "signal" | "tools">;
  /** Opens the other tools to the call; absent: it may call none. */
  readonly openTools?: (control: CallControl) => OpenTools;
}

/** What the calls that a call makes may do to it. */
export interface CallControl {
  /** Aborts when the call is over, for whatever reason. */
  readonly signal: AbortSignal;
  /** The call's time, which stands still while others work for it. */
  readonly limit: TimeLimit;
  /** Puts the call aside, to be run again after a person's word. */
  putAside(): void;
}

/** The other tools as one call uses them. */
export interface OpenTools {
  readonly caller: ToolCaller;
  /** The calls that a person must approve before the call that was put aside can go on. */
  readonly asked: readonly ToolCall[];
  /** Puts back what a call changed that is put aside. Resolves with false if it had ended by then. */
  putBack(): Promise<boolean>;
}

/** The outcome of a call that was started. */
export interface ToolCallOutcome {
  readonly call: ToolCall;
  readonly imageFileIds: readonly string[];
  /** Calls of its code that a person must approve before it is run again; absent: it is over. */
  readonly asked?: readonly ToolCall[];
}

type Interruption = "timeout" | "stopped" | "aside";

const reasons: Readonly<Record<Interruption, string>> = {
  timeout: "The tool's time is up",
  stopped: "The run was stopped",
  aside: "The run waits for a person's word",
};

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
  const interrupted = Promise.withResolvers<Interruption>();
  const interrupt = (why: Interruption): void => {
    aborter.abort(new Error(reasons[why]));
    interrupted.resolve(why);
  };
  const onStop = (): void => interrupt("stopped");
  signal.addEventListener("abort", onStop, { once: true });
  const limit = new TimeLimit(clock, timeoutMs, () => interrupt("timeout"));
  const over = new AbortController();
  const tools = options.openTools?.({
    signal: over.signal,
    limit,
    putAside: () => interrupt("aside"),
  });
  const context = openContext(
    { ...options.context, tools: tools?.caller ?? noTools },
    aborter.signal,
  );
  try {
    const execution = execute(call, binding, context.value);
    const result = await Promise.race([interrupted.promise, execution]);
    if (result !== "aside") return settle(call, result, options);
    const aside = {
      call: { ...call, status: "pending" },
      imageFileIds: [],
      asked: tools?.asked ?? [],
    } as const;
    const outcome = await unlessPutBack(tools, execution, options);
    return outcome === "aside" ? aside : settle(call, outcome, options);
  } finally {
    context.close();
    limit.stop();
    over.abort();
    signal.removeEventListener("abort", onStop);
  }
}

/** How long what a call changed may take to be put back, in milliseconds. */
const putBackMs = 30_000;

/** Who is late or fails has lost what it kept, and tells so itself when the call is run again. */
async function unlessPutBack(
  tools: OpenTools | undefined,
  execution: Promise<ToolResult>,
  { clock, signal }: RunToolCallOptions,
): Promise<ToolResult | "aside" | "timeout"> {
  const late = Promise.withResolvers<"timeout">();
  const giveUp = (): void => late.resolve("timeout");
  const cancel = clock.setTimer(putBackMs, giveUp);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const isBack = await Promise.race([late.promise, tools?.putBack() ?? true]);
    return isBack === false ? await Promise.race([late.promise, execution]) : "aside";
  } catch {
    return "aside";
  } finally {
    cancel();
    signal.removeEventListener("abort", giveUp);
  }
}

/** A tool that runs on after its time shows nothing any more: its call has an outcome. */
function openContext(
  given: Omit<ToolContext, "signal">,
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
  result: ToolResult | Exclude<Interruption, "aside">,
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
