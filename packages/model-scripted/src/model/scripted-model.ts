import { assertPlayed } from "../script/assert-played.ts";
import type { IncomingCall } from "../script/describe-request.ts";
import type { PlayOutput } from "../script/play-step.ts";
import { timerSleep } from "../script/playback.ts";
import { createPlayer } from "../script/player.ts";
import type { Script } from "../script/turn.ts";
import type { TurnRequest } from "../script/turn-request.ts";
import { createLog } from "./bounded-log.ts";
import type { ModelCallOptions } from "./call-options.ts";
import { generateResult } from "./generate-result.ts";
import type { CallOutcome, RecordedCall } from "./recorded-call.ts";
import type { ModelGenerateResult, ModelStreamResult } from "./results.ts";
import { streamResult } from "./stream-result.ts";

/** How a scripted model behaves beside its script. */
export interface ScriptedModelOptions {
  /** The id of the model; absent: `scripted`. */
  readonly modelId?: string;
  /** The name of the provider; absent: `scripted`. */
  readonly provider?: string;
  /** The most characters of a delta; absent: 16. */
  readonly chunkSize?: number;
  /** How long to wait before each delta, in milliseconds; absent: 0. */
  readonly chunkDelayMs?: number;
  /** How many of the last calls to keep; absent: 20. */
  readonly keepCalls?: number;
  /** Whether a prompt in which `checkPrompt` finds a problem is refused; absent: yes. */
  readonly checkPrompts?: boolean;
  /** The addresses of files that the model reads by itself, by media type; absent: none, so the AI SDK fetches them. */
  readonly supportedUrls?: Record<string, RegExp[]>;
  /**
   * Waits for so many milliseconds, and rejects with the signal's reason as soon as it fires; absent: a timer. Pass your
   * own to play delays without waiting.
   */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A language model of the AI SDK (specification V4) that does what its script says. */
export interface ScriptedModel {
  /** The specification that the model follows. */
  readonly specificationVersion: "v4";
  /** The name of the provider. */
  readonly provider: string;
  /** The id of the model. */
  readonly modelId: string;
  /** The addresses of files that the model reads by itself, by media type. */
  readonly supportedUrls: Record<string, RegExp[]>;
  /** The last calls, oldest first. */
  readonly calls: readonly RecordedCall[];

  /** @returns the turns that no call has played yet, each in a few words */
  unconsumed(): string[];

  /**
   * For the end of a test. Throws an error that lists the turns that were never played, the calls that came after the
   * last turn and the invalid prompts, also where the caller swallowed their errors.
   */
  assertComplete(): void;

  /**
   * Answers at once. For the AI SDK to call.
   *
   * @param options - the call
   * @returns the answer; rejects with an `APICallError` of the AI SDK where the script says so
   */
  doGenerate(options: ModelCallOptions): Promise<ModelGenerateResult>;

  /**
   * Answers piece by piece. For the AI SDK to call.
   *
   * @param options - the call
   * @returns the answer; rejects with an `APICallError` of the AI SDK where the script says so
   */
  doStream(options: ModelCallOptions): Promise<ModelStreamResult>;
}

/**
 * Makes a language model that does what a script says, for tests and demonstrations without a provider. It checks every
 * prompt with `checkPrompt`, and refuses invalid ones.
 *
 * @param script - one answer a call, in order, or a function that answers every call
 * @param options - how it behaves beside
 * @returns the model, to be passed wherever the AI SDK takes one
 */
export function scriptedModel(script: Script, options: ScriptedModelOptions = {}): ScriptedModel {
  const { modelId = "scripted", provider = "scripted", supportedUrls = {} } = options;
  const { chunkSize = 16, chunkDelayMs = 0, keepCalls = 20, checkPrompts = true } = options;
  const player = createPlayer(script, {
    modelId,
    pieces: { size: Math.max(1, chunkSize), delayMs: chunkDelayMs },
    checkPrompts,
    sleep: options.sleep ?? timerSleep,
  });
  const log = createLog<RecordedCall>(keepCalls);

  async function begin(callOptions: ModelCallOptions): Promise<BegunCall> {
    callOptions.abortSignal?.throwIfAborted();
    const reader = new AbortController();
    const signal = callOptions.abortSignal
      ? AbortSignal.any([callOptions.abortSignal, reader.signal])
      : reader.signal;
    const request = player.receive(incomingCall(modelId, callOptions, signal));
    const call: { -readonly [K in keyof RecordedCall]: RecordedCall[K] } = {
      request,
      options: callOptions,
      outcome: "pending",
    };
    log.add(call);
    const settle = (outcome: CallOutcome): void => {
      if (call.outcome === "pending") call.outcome = outcome;
    };
    try {
      const outputs = await player.answer(request);
      return { outputs, request, settle, stop: () => reader.abort() };
    } catch (error) {
      settle(signal.aborted ? "aborted" : "failed");
      throw error;
    }
  }

  return {
    specificationVersion: "v4",
    provider,
    modelId,
    supportedUrls,
    get calls() {
      return log.entries();
    },
    unconsumed: () => player.unconsumed(),
    assertComplete: () => assertPlayed(modelId, player),
    async doGenerate(callOptions) {
      const { outputs, request, settle } = await begin(callOptions);
      try {
        const result = await generateResult(outputs);
        settle("answered");
        return result;
      } catch (error) {
        settle(request.signal.aborted ? "aborted" : "failed");
        throw error;
      }
    },
    async doStream(callOptions) {
      const { outputs, request, settle, stop } = await begin(callOptions);
      const responseId = `${modelId}_${request.callIndex + 1}`;
      const owner = { responseId, modelId, signal: request.signal, settle, stop };
      return { stream: streamResult(outputs, owner) };
    },
  };
}

interface BegunCall {
  readonly outputs: AsyncGenerator<PlayOutput, void>;
  readonly request: TurnRequest;
  readonly settle: (outcome: CallOutcome) => void;
  readonly stop: () => void;
}

function incomingCall(
  modelId: string,
  options: ModelCallOptions,
  signal: AbortSignal,
): IncomingCall {
  return {
    modelId,
    prompt: options.prompt,
    tools: (options.tools ?? []).flatMap((tool) =>
      tool.type === "function"
        ? [{ name: tool.name, description: tool.description, inputSchema: tool.inputSchema }]
        : [],
    ),
    toolChoice: options.toolChoice ?? { type: "auto" },
    responseFormat: options.responseFormat ?? { type: "text" },
    signal,
  };
}
