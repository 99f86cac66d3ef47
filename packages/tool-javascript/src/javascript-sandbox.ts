import type { JsonValue, ToolOutputChunk } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Capability } from "./capability/capability.ts";
import { capabilityCalls } from "./capability/capability.ts";
import { parseGuestJson } from "./capability/parse-guest-json.ts";
import { Executor } from "./executor.ts";
import type { JavaScriptLimits } from "./limits.ts";
import type { SandboxError } from "./result/sandbox-error.ts";
import { forgedValue } from "./result/sandbox-error.ts";
import type { JavaScriptSandboxOptions } from "./sandbox-options.ts";

/** A stored function to call. */
export interface FunctionCall {
  /** A module with `export default async function (input, context)`. */
  readonly source: string;
  /** The function's first argument; absent: null. */
  readonly input?: JsonValue;
  /**
   * What the function may do beside computing: functions of this process, under the names by which it finds them in
   * `context.capabilities`. Absent: nothing.
   */
  readonly capabilities?: Readonly<Record<string, Capability>>;
  /** The limits of this call that differ from those of the sandbox. */
  readonly limits?: Partial<JavaScriptLimits>;
  /** Ends the call. Absent: only its limits do. */
  readonly signal?: AbortSignal;
  /** Hears what the function prints while it runs. Absent: nobody does. */
  readonly onOutput?: (chunk: ToolOutputChunk) => void;
}

/** What became of a call. */
export interface FunctionResult {
  /** Whether the function returned. */
  readonly ok: boolean;
  /** What it returned; absent if it returned `undefined` or failed. */
  readonly value?: JsonValue;
  /** What it printed, in its order. */
  readonly logs: string;
  /** Why it failed; absent if it returned. */
  readonly error?: SandboxError;
}

/** What is to be said of a source when it is saved. */
export type SourceCheck = FitSource | UnfitSource;

/** A source that can be called. */
export interface FitSource {
  /** The tag of this case. */
  readonly ok: true;
}

/** A source that cannot be called. */
export interface UnfitSource {
  /** The tag of this case. */
  readonly ok: false;
  /** What is wrong, with the line and column where that is known. */
  readonly error: SandboxError;
}

/** Runs JavaScript that is kept as data, each call in a fresh machine that has nothing but what the call gives it. */
export interface JavaScriptSandbox extends AsyncDisposable {
  /**
   * Calls a stored function. Whatever goes wrong in it is in the result.
   *
   * @param call - the function, its input, and what it may do
   * @throws InvalidInputError if a capability or a limit is wrong, or the input is no JSON
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where there are no worker threads
   * @throws the signal's reason once it is aborted
   */
  call(call: FunctionCall): Promise<FunctionResult>;
  /**
   * Says whether a source is fit to be saved: whether it can be read, its top level runs without any capability, and its
   * default export is a function.
   *
   * @param source - the module
   * @param options - `signal` gives up
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where there are no worker threads
   */
  check(source: string, options?: { readonly signal?: AbortSignal }): Promise<SourceCheck>;
  /** Starts a worker now, so that the first call need not wait for it. */
  warmUp(): Promise<void>;
  /** Ends all workers; calls that still run reject with RuntimeClosedError. */
  close(): Promise<void>;
}

const never: AbortSignal = new AbortController().signal;
const maxInputChars = 16 * 1024 * 1024;

function inputText(input: JsonValue): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(input);
  } catch {
    // A loop, or a BigInt.
  }
  if (text !== undefined && text.length <= maxInputChars) return text;
  throw new InvalidInputError({
    param: "input",
    expected: `JSON of at most ${maxInputChars} characters`,
    received: text === undefined ? typeof input : `${text.length} characters`,
  });
}

/**
 * A sandbox for user functions that are kept as data.
 *
 * @param options - limits and engine
 * @returns the sandbox; it starts nothing before its first call
 * @throws InvalidInputError if an option is out of its range
 *
 * @example
 * ```ts
 * import { javascriptSandbox } from "@inhouse/tool-javascript";
 *
 * await using sandbox = javascriptSandbox();
 * const result = await sandbox.call({
 *   source: "export default async ({ city }, { capabilities }) => (await capabilities.weather({ city })).degrees",
 *   input: { city: "Oslo" },
 *   capabilities: { weather: async () => ({ degrees: 21 }) },
 * });
 * ```
 */
export function javascriptSandbox(options: JavaScriptSandboxOptions = {}): JavaScriptSandbox {
  const executor = new Executor(options);
  const close = (): Promise<void> => executor.close();
  return {
    async call(call) {
      const { value, printed, error } = await executor.execute({
        mode: "function",
        source: call.source,
        input: inputText(call.input ?? null),
        calls: capabilityCalls(call.capabilities ?? {}),
        startTime: executor.clock.now(),
        repeatKey: null,
        limits: executor.limits(call.limits ?? {}),
        signal: call.signal ?? never,
        onOutput: call.onOutput ?? (() => {}),
      });
      const logs = printed.all;
      if (error !== null) return { ok: false, logs, error };
      if (value === null) return { ok: true, logs };
      try {
        return { ok: true, logs, value: parseGuestJson(value.text) };
      } catch {
        return { ok: false, logs, error: forgedValue() };
      }
    },
    async check(source, { signal = never } = {}) {
      const { error } = await executor.execute({
        mode: "check",
        source,
        input: "null",
        calls: new Map(),
        startTime: executor.clock.now(),
        repeatKey: null,
        limits: executor.limits({}),
        signal,
        onOutput: () => {},
      });
      return error === null ? { ok: true } : { ok: false, error };
    },
    warmUp: () => executor.warmUp(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
