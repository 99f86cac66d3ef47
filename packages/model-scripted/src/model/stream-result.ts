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
  const parts = streamParts(outputs, owner);
  return new ReadableStream<ModelStreamPart>(
    {
      async pull(controller) {
        try {
          owner.signal.throwIfAborted();
          const next = await parts.next();
          if (!next.done) return controller.enqueue(next.value);
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

async function* streamParts(
  outputs: AsyncGenerator<PlayOutput, void>,
  { responseId, modelId }: StreamOwner,
): AsyncGenerator<ModelStreamPart, void> {
  yield { type: "stream-start", warnings: [] };
  yield { type: "response-metadata", id: responseId, modelId };
  for await (const output of outputs) {
    if (output.type === "unknown") {
      yield output.value as object as ModelStreamPart;
    } else if (output.type === "malformed") {
      yield { type: "error", error: new SyntaxError("The provider sent a part that is no JSON.") };
    } else {
      yield output;
    }
  }
}
