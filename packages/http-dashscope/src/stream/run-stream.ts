import { InhouseError } from "@inhouse/contracts";
import type { DialectContext, SseFrame } from "@inhouse/http";
import { describeFault, sseResponse, tightFraming } from "@inhouse/http";
import { describeRefusal } from "../faults/describe-refusal.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { doneFrame, errorFrame } from "./frame.ts";
import { RunFrames } from "./run-frames.ts";

/** Which events of a run a stream shows. */
export interface StreamedRun {
  /** The run. */
  readonly id: string;
  /** The number of the last event that is not shown; 0: all are. */
  readonly after: number;
}

/**
 * @param c - the request
 * @param run - which events of which run
 * @param settings - how streams behave
 * @returns the events as a stream that ends when the run has ended or needs the caller; a reader who leaves ends nothing but
 *   the stream, unless the settings say otherwise
 */
export function runStream(
  c: DialectContext,
  run: StreamedRun,
  settings: DashScopeSettings,
): Response {
  const { runs } = c.get("inhouse");
  const requestId = c.get("requestId");

  async function* frames(signal: AbortSignal): AsyncGenerator<SseFrame> {
    const translator = new RunFrames(requestId, settings.links.urlsFor(c.req.raw));
    for await (const event of runs.stream(run.id, { after: run.after, signal })) {
      yield* translator.next(event);
    }
    yield doneFrame;
  }
  const cancel = async (): Promise<void> => {
    try {
      await runs.cancel(run.id);
    } catch (error) {
      // It has ended by itself.
      if (InhouseError.isInstance(error) && error.code === "run_transition") return;
      c.get("reportFault")(error);
    }
  };
  return sseResponse(frames, {
    ...settings,
    signal: c.req.raw.signal,
    framing: tightFraming,
    onFault: (error) => {
      const fault = describeFault(error);
      if (fault.kind === "internal") c.get("reportFault")(error);
      return [errorFrame(describeRefusal(fault, error), requestId)];
    },
    ...(settings.cancelOnDisconnect && { onDisconnect: () => void cancel() }),
  });
}
