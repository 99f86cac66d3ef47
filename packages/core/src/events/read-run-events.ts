import type { RunEvent, RunStatus } from "@inhouse/contracts";
import { NotFoundError, StorageConflictError, StorageCorruptError } from "@inhouse/contracts";
import { isTerminal } from "../run/run-status.ts";
import type { Scope } from "../scope/scope.ts";
import type { LogSegment } from "../storage/record-values.ts";
import { positionOf } from "../storage/tenant-storage.ts";
import { unpackEvents } from "./packed-event.ts";
import type { RunTail } from "./run-tail.ts";
import { createWaker } from "./waker.ts";

/** Which events a reader wants. */
export interface ReadRunEvents {
  /** The number of the last event that the reader has; 0: none. */
  readonly after: number;
  /** Where the reading ends: when the run waits for the caller or has ended, or only when it has ended. */
  readonly until: "pause" | "end";
  readonly signal: AbortSignal | null;
}

/** How long a reader of a storage with other writers sleeps at most, in milliseconds. */
const sharedPollMs = 2_000;

/** How many stored commits are read at once. */
const segmentsPerRead = 16;

/**
 * A run's events, stored or happening, as one sequence. The reader pulls: nothing is kept for it but its place.
 *
 * @param scope - whose run
 * @param runId - the run
 * @param options - which events
 * @throws NotFoundError if there is no such run, or its log was pruned
 * @throws StorageConflictError if events were shown that are not part of the log, because this process lost the run before
 *   they were stored
 */
export async function* readRunEvents(
  scope: Scope,
  runId: string,
  options: ReadRunEvents,
): AsyncGenerator<RunEvent, void, undefined> {
  let next = options.after + 1;
  const waker = createWaker(scope.clock);
  const listener = scope.signals.subscribe(scope.tenant, runId, waker.wake);
  let tail: RunTail | undefined;
  let detach = (): void => undefined;
  try {
    // The number behind the last event that was shown before it was known to be stored.
    let shown = 0;
    for (;;) {
      waker.reset();
      const live = scope.liveRuns.find(scope.tenant, runId);
      if (tail?.isBeyond(shown) === true) {
        await scope.storage.read("run", runId);
        throw new StorageConflictError("run_log", runId);
      }
      options.signal?.throwIfAborted();
      if (live !== undefined && live.tail !== tail) {
        detach();
        tail = live.tail;
        detach = tail.attach();
      }
      if (tail !== undefined && next >= tail.first) {
        const before = next;
        for (let event = tail.at(next); event !== undefined; event = tail.at(next)) {
          shown = ++next;
          yield event;
        }
        if (next > before) continue;
        if (live !== undefined) {
          await waker.wait(null, options.signal);
          continue;
        }
      }
      const stored = await readStored(scope, runId, next);
      listener.follow(stored.threadId);
      for (const event of stored.events) {
        next = event.sequence + 1;
        yield event;
      }
      if (stored.events.length > 0) continue;
      if (stored.lastSequence < next && hasEnded(stored.status, options.until)) return;
      const limit = scope.rawStorage.capabilities.shared ? sharedPollMs : null;
      await waker.wait(limit, options.signal);
    }
  } finally {
    detach();
    listener.end();
  }
}

interface StoredEvents {
  readonly events: readonly RunEvent[];
  readonly threadId: string;
  readonly status: RunStatus;
  readonly lastSequence: number;
}

async function readStored(scope: Scope, runId: string, next: number): Promise<StoredEvents> {
  const { value } = await scope.storage.read("run", runId);
  const { status, threadId } = value.run;
  const state = { threadId, status, lastSequence: value.lastSequence };
  const isWhole = isTerminal(status);
  // While a run goes on, its owner may have stored more than the run says.
  if (isWhole && value.lastSequence < next) return { ...state, events: [] };
  const segments = await readSegments(scope, runId, next, value.lastSequence);
  // What is not there any more of a run that has ended was pruned.
  if (isWhole && segments.length === 0) throw new NotFoundError("run_log", runId);
  const events = segments
    .flatMap((segment) => unpackEvents(segment.events, segment.from, value.run))
    .filter((event) => event.sequence >= next);
  assertWhole(runId, events, next);
  return { ...state, events };
}

/** The record that holds event `next`, and those behind it. */
async function readSegments(
  scope: Scope,
  runId: string,
  next: number,
  last: number,
): Promise<readonly LogSegment[]> {
  // By its end and not by its beginning: records of one answer become one, also between two looks.
  const [holding] = await scope.storage.list("run_log", {
    parent: runId,
    order: "desc",
    after: { sequence: next + 1, id: "" },
    limit: 1,
  });
  if (holding === undefined || holding.value.to < next) return [];
  if (holding.value.to >= last) return [holding.value];
  const following = await scope.storage.list("run_log", {
    parent: runId,
    order: "asc",
    after: positionOf(holding),
    limit: segmentsPerRead,
  });
  return [holding, ...following].map((record) => record.value);
}

/** @throws StorageCorruptError if the log has a gap, or holds an event twice */
function assertWhole(runId: string, events: readonly RunEvent[], from: number): void {
  const wrong = events.findIndex((event, index) => event.sequence !== from + index);
  if (wrong < 0) return;
  const problem = `event ${from + wrong} is missing, ${events[wrong]?.sequence} is in its place`;
  throw new StorageCorruptError(`the log of run ${runId}`, problem);
}

function hasEnded(status: RunStatus, until: ReadRunEvents["until"]): boolean {
  return isTerminal(status) || (until === "pause" && status === "requires_action");
}
