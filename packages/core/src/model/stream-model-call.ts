import { InhouseError } from "@inhouse/contracts";
import { buildRequest } from "./build-request.ts";
import { abortedCall } from "./call-failures.ts";
import { classifyFailure } from "./classify-failure.ts";
import type { ModelCall } from "./model-call.ts";
import type { ModelEngine } from "./model-engine.ts";
import type { ModelEvent } from "./model-event.ts";
import { modelName } from "./model-name.ts";
import { PartReader } from "./part-reader.ts";
import type { PromptImages } from "./prompt-images.ts";
import { fetchPromptImages, imageWarnings } from "./prompt-images.ts";
import type { Sdk, SdkPart } from "./sdk.ts";
import { loadSdk } from "./sdk.ts";
import { settleToolCall } from "./settle-tool-call.ts";
import { singleCallEngine } from "./single-call-engine.ts";
import { streamTextEngine } from "./stream-text-engine.ts";

/**
 * Makes one call of a provider. Leaving the iteration, or aborting the call's signal, stops the provider.
 *
 * @param engine - how to call the AI SDK; absent: the best that it has
 * @throws ModelCallError if the answer does not come to its end
 * @throws MissingPackageError if `ai` 7 is not installed
 */
export async function* streamModelCall(
  call: ModelCall,
  engine?: ModelEngine,
): AsyncGenerator<ModelEvent, void, undefined> {
  const model = modelName(call.model);
  if (call.signal.aborted) throw abortedCall(model, call.signal.reason);
  const stopping = new AbortController();
  let ended = false;
  let parts: ReadableStreamDefaultReader<SdkPart> | undefined;
  // Cancelling the reader ends a pending read at once, even where the provider's code does not mind its signal.
  const stop = (): void => {
    stopping.abort(call.signal.reason);
    parts?.cancel().catch(() => {});
  };
  call.signal.addEventListener("abort", stop, { once: true });
  try {
    const sdk = await loadSdk();
    const fetching = fetchPromptImages(call, stopping.signal);
    const images = await unlessStopped(fetching, stopping.signal, () => undefined);
    const warnings = imageWarnings(images);
    if (warnings.length > 0) yield { type: "warnings", warnings };
    const opening = open(call, sdk, images, engine, stopping.signal);
    const stream = await unlessStopped(opening, stopping.signal, (late) => late.cancel());
    parts = stream.getReader();
    const reader = new PartReader(call);
    for (;;) {
      const { done, value: part } = await parts.read();
      ended = done;
      if (done) break;
      const event = reader.read(part);
      if (event === undefined) continue;
      yield event.type === "tool_call" ? await settleToolCall(event, part, call.tools) : event;
    }
    if (call.signal.aborted) throw abortedCall(model, call.signal.reason);
    yield* reader.finish();
  } catch (error) {
    if (InhouseError.isInstance(error) && !call.signal.aborted) throw error;
    throw classifyFailure(error, call.signal.aborted, model);
  } finally {
    call.signal.removeEventListener("abort", stop);
    if (!ended) stop();
  }
}

async function open(
  call: ModelCall,
  sdk: Sdk,
  images: PromptImages,
  engine: ModelEngine | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<SdkPart>> {
  const best = sdk.experimental_streamLanguageModelCall ? singleCallEngine : streamTextEngine;
  return (engine ?? best).open(sdk, await buildRequest(call, sdk, images, signal));
}

/** Waits for what may never come once the call is stopped; what comes all the same is left. */
async function unlessStopped<Value>(
  opening: Promise<Value>,
  signal: AbortSignal,
  leave: (late: Value) => unknown,
): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([opening, stopped.promise]);
  } catch (error) {
    opening.then(leave).catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
