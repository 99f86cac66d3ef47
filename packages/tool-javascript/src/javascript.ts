import type { JsonValue, Tool, ToolResult } from "@inhouse/contracts";
import { toolCalls } from "./capability/tool-calls.ts";
import { Executor } from "./executor.ts";
import { javascriptFunction, javascriptName } from "./javascript-function.ts";
import type { ResultParts } from "./result/result-text.ts";
import { logsText, resultText } from "./result/result-text.ts";
import type { JavaScriptOptions } from "./sandbox-options.ts";

/** The tool that {@link javascript} makes. */
export interface JavaScriptTool extends Tool, AsyncDisposable {
  /**
   * Starts a worker now, so that the first call need not wait for it.
   *
   * @returns when it waits for its first call
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where there are no worker threads
   */
  warmUp(): Promise<void>;
  /** Ends all workers; calls that still run reject with RuntimeClosedError. */
  close(): Promise<void>;
}

const startAllowanceMs = 30_000;

function codeOf(input: JsonValue): unknown {
  return typeof input === "object" && input !== null && "code" in input ? input.code : undefined;
}

function toolResult(parts: ResultParts, printed: string): ToolResult {
  const logs = logsText(parts, printed);
  return {
    output: resultText(parts),
    outputs: logs === "" ? [] : [{ type: "logs", logs }],
    ...(parts.error !== null && { isError: true }),
  };
}

/**
 * JavaScript for the model: the tool `javascript`. The code runs in a fresh machine each time, in a worker thread, with no
 * way out but the run's other tools, which it calls as `tools.<name>(arguments)`.
 *
 * @param options - limits, engine, and what the code may call
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError if an option is out of its range
 *
 * @example
 * ```ts
 * import { createRuntime } from "@inhouse/core";
 * import { javascript } from "@inhouse/tool-javascript";
 *
 * const inhouse = createRuntime({ models, tools: [javascript(), search] });
 * ```
 */
export function javascript(options: JavaScriptOptions = {}): JavaScriptTool {
  const executor = new Executor(options);
  const limits = executor.limits({});
  const close = (): Promise<void> => executor.close();
  return {
    type: javascriptName,
    timeoutMs: limits.wallTimeMs + limits.waitTimeMs + limits.graceMs + startAllowanceMs,
    // With the same answers to its calls the code does the same again: its clock and its randomness are the call's.
    afterCrash: "retry",
    callsTools: { maxCalls: Math.max(1, limits.hostCalls), repeatable: true },
    functions: () => [javascriptFunction(limits)],
    async execute(call, context) {
      const { value, printed, error } = await executor.executeForModel({
        mode: "code",
        source: codeOf(call.input),
        input: "null",
        calls: toolCalls(context.tools, options.callable),
        startTime: context.startedAt,
        repeatKey: context.idempotencyKey,
        limits,
        signal: context.signal,
        onOutput: (chunk) => context.onOutput(chunk),
      });
      const { stdout, stderr } = printed;
      return toolResult({ stdout, stderr, value, error, limits }, printed.all);
    },
    warmUp: () => executor.warmUp(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
