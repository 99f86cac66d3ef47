import type { ScriptedModel, ScriptedModelOptions } from "@inhouse/model-scripted";
import { fail, scriptedModel } from "@inhouse/model-scripted";
import { callFunction } from "./call-function.ts";
import { drawImage } from "./draw-image.ts";
import { runCode } from "./run-code.ts";

/** The names of the offline models. */
export type OfflineModelName = "call-function" | "code" | "draw" | "echo" | "fail" | "slow";

const ticks = 300;
const tickMs = 200;

/** A line of 16 characters, which is one delta. */
function tick(_: unknown, index: number): string {
  return `Tick ${String(index + 1).padStart(3, "0")} of ${ticks}\n`;
}

/**
 * Models that need no key and no network, to try a client with.
 *
 * - `echo` streams the text of the last user message back.
 * - `call-function` calls the first function tool with arguments that fit its schema, and answers from the output.
 * - `code` runs one call of `code_interpreter`, and answers from what it printed.
 * - `draw` has the last user message drawn by `text_to_image`, and answers from what the tool said.
 * - `slow` streams a delta every 200 ms, for a minute.
 * - `fail` refuses every call as a provider does that has an error.
 *
 * @param options - how `slow` waits; absent: by a timer
 * @returns the models, for the option `models` of `createRuntime`
 */
export function offlineModels(
  options: Pick<ScriptedModelOptions, "sleep"> = {},
): Readonly<Record<OfflineModelName, ScriptedModel>> {
  const named = (modelId: OfflineModelName): ScriptedModelOptions => {
    return { ...options, modelId, provider: "offline", keepCalls: 1 };
  };
  return {
    echo: scriptedModel(({ lastUserText }) => lastUserText || "You said nothing.", named("echo")),
    "call-function": scriptedModel(callFunction, named("call-function")),
    code: scriptedModel(runCode, named("code")),
    draw: scriptedModel(drawImage, named("draw")),
    slow: scriptedModel(() => Array.from({ length: ticks }, tick).join(""), {
      ...named("slow"),
      chunkSize: 16,
      chunkDelayMs: tickMs,
    }),
    fail: scriptedModel(
      () => fail({ status: 500, retryable: false, message: "This model fails on purpose." }),
      named("fail"),
    ),
  };
}
