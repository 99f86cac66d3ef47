import type { RunEvent } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { DialectContext, SseFrame } from "@inhouse/http";
import { describeFault, sseResponse } from "@inhouse/http";
import { wireError } from "../faults/wire-error.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { EventTranslator } from "./event-translator.ts";

/** Which events of a run to send, and how. */
export interface RunStreamOptions {
  /** The events up to this one are known; 0: none are. */
  readonly after: number;
  /** Whether frames carry the number of their event, for readers who come back. */
  readonly numbered: boolean;
  /** Whether to show the texts that a search found. */
  readonly contents: boolean;
}

/**
 * @param c - the request
 * @param settings - how streams behave
 * @param runId - the run
 * @param options - which events
 * @returns the run's events until it has ended or needs the caller
 */
export function runStream(
  c: DialectContext,
  settings: OpenAISettings,
  runId: string,
  options: RunStreamOptions,
): Response {
  const inhouse = c.get("inhouse");
  const reportFault = c.get("reportFault");
  return sseResponse((signal) => frames(inhouse, settings, runId, options, signal), {
    signal: c.req.raw.signal,
    clock: settings.clock,
    heartbeatMs: settings.heartbeatMs,
    onDisconnect() {
      // Whoever only looks on may leave.
      if (!settings.cancelOnDisconnect || options.numbered) return;
      // It may have ended in the meantime.
      inhouse.runs.cancel(runId).catch(() => undefined);
    },
    onFault(error) {
      const fault = describeFault(error);
      if (fault.kind === "internal") reportFault(error);
      const wire = wireError(fault, error);
      // Some SDKs read the error itself, some the field `error` of it: this is both.
      return [{ event: "error", data: JSON.stringify({ error: wire, ...wire }) }, done];
    },
  });
}

const done: SseFrame = { event: "done", data: "[DONE]" };

async function* frames(
  inhouse: TenantRuntime,
  { extensions }: OpenAISettings,
  runId: string,
  { after, numbered, contents }: RunStreamOptions,
  signal: AbortSignal,
): AsyncGenerator<SseFrame> {
  const translator = new EventTranslator({ extensions, contents });
  // A reader in the middle needs the translator to know what came before: how far parts and calls are.
  const from = numbered ? 0 : after;
  for await (const event of inhouse.runs.stream(runId, { after: from, signal })) {
    const told = translator.next(event);
    if (event.sequence <= after) continue;
    for (const [index, { event: name, data }] of told.entries()) {
      const isLast = index === told.length - 1;
      const frame = { event: name, data: JSON.stringify(data) };
      yield numbered && isLast ? { ...frame, id: String(event.sequence) } : frame;
    }
  }
  yield done;
}

/**
 * @param inhouse - whose run
 * @param runId - a run that waits for its caller
 * @param signal - ends the reading
 * @returns the number of its last event
 */
export async function lastSequence(
  inhouse: TenantRuntime,
  runId: string,
  signal: AbortSignal,
): Promise<number> {
  let last: RunEvent | null = null;
  for await (const event of inhouse.runs.stream(runId, { signal })) last = event;
  return last?.sequence ?? 0;
}
