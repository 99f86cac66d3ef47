import type { CallWarning } from "ai";
import type { ModelEngine } from "./model-engine.ts";
import { quietly } from "./quietly.ts";
import type { Sdk, SdkPart, SdkRequest } from "./sdk.ts";

/**
 * One call through a one-step `streamText`, for releases of the SDK without the single-call function. Costs about twice
 * the time per delta. It fails on part types that it does not know, and loses text whose start the provider left out.
 */
export const streamTextEngine: ModelEngine = {
  name: "stream_text",
  open: (sdk, request) => Promise.resolve(quietly(request.model, () => openStream(sdk, request))),
};

function openStream(sdk: Sdk, { download, ...request }: SdkRequest): ReadableStream<SdkPart> {
  const seen: Seen = { warnings: [], finished: false };
  const { stream } = sdk.streamText({
    ...request,
    model: watch(sdk, request, seen),
    stopWhen: sdk.isStepCount(1),
    maxRetries: 0,
    onError: () => {},
    telemetry: { isEnabled: false },
    ...(download !== undefined && { experimental_download: download }),
  });
  return (stream as ReadableStream<SdkPart>).pipeThrough(restore(seen));
}

/** What the provider sent and streamText does not hand on. */
interface Seen {
  warnings: readonly CallWarning[];
  finished: boolean;
}

type WatchedRequest = Pick<SdkRequest, "model" | "abortSignal">;

/** Takes the warnings away, which streamText would print, and notes whether the provider came to its end. */
function watch(sdk: Sdk, request: WatchedRequest, seen: Seen): SdkRequest["model"] {
  return sdk.wrapLanguageModel({
    model: request.model,
    middleware: {
      specificationVersion: "v4",
      wrapStream: async ({ doStream }) => {
        const result = await doStream();
        const watched = new TransformStream({
          transform(part, controller: TransformStreamDefaultController) {
            if (part.type === "finish") seen.finished = true;
            if (part.type !== "stream-start") return controller.enqueue(part);
            seen.warnings = part.warnings;
            controller.enqueue({ ...part, warnings: [] });
          },
        });
        const { abortSignal: signal } = request;
        return { ...result, stream: result.stream.pipeThrough(watched, { signal }) };
      },
    },
  });
}

type StepEnd = Extract<SdkPart, { type: "finish-step" }>;

function toCallEnd({ finishReason, rawFinishReason, usage }: StepEnd): SdkPart {
  return { type: "model-call-end", finishReason, rawFinishReason, usage };
}

/** Says what the single-call function says, where streamText is vaguer. */
function restore(seen: Seen): TransformStream<SdkPart, SdkPart> {
  return new TransformStream({
    transform(part, controller) {
      if (part.type === "start-step") {
        controller.enqueue({ type: "model-call-start", warnings: seen.warnings });
      } else if (part.type === "finish-step") {
        // A stream without an end gets a made-up one.
        if (seen.finished) controller.enqueue(toCallEnd(part));
      } else {
        controller.enqueue(part);
      }
    },
  });
}
