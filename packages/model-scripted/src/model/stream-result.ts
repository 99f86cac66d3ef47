import type { PlayOutput } from "../script/play-step.ts";
import type { CallOutcome } from "./recorded-call.ts";
import type { ModelStreamPart } from "./stream-part.ts";

/** Who is behind a stream. */
export interface StreamOwner {
  readonly responseId: string;
  readonly modelId: string;
  /** Fires when the caller aborts. */
  readonly signal: AbortSignal;
  /** Ends whatever the answer waits for. */
  readonly stop: () => void;
  readonly settle: (outcome: CallOutcome) => void;
}

/** Streams an answer piece by piece, each made when it is asked for. */
export function streamResult(
  outputs: AsyncGenerator<PlayOutput, void>,
  owner: StreamOwner,
): ReadableStream<ModelStreamPart> {
  return new ReadableStream<ModelStreamPart>(
    {
      start(controller) {
        controller.enqueue({ type: "stream-start", warnings: [] });
        const { responseId: id, modelId } = owner;
        controller.enqueue({ type: "response-metadata", id, modelId });
      },
      async pull(controller) {
        try {
          const next = await outputs.next();
          if (!next.done) {
            controller.enqueue(streamPart(next.value));
            return;
          }
          owner.settle("answered");
          controller.close();
        } catch (error) {
          owner.settle(owner.signal.aborted ? "aborted" : "failed");
          controller.error(error);
        }
      },
      cancel() {
        owner.settle("aborted");
        owner.stop();
      },
    },
    { highWaterMark: 0 },
  );
}

function streamPart(output: PlayOutput): ModelStreamPart {
  if (output.type === "unknown") return output.value as object as ModelStreamPart;
  if (output.type !== "malformed") return output;
  return { type: "error", error: new SyntaxError("The provider sent a part that is no JSON.") };
}
