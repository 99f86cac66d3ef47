import type { Clock, RunEvent } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { compactChunks } from "../chunks/compact-chunks.ts";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import type { FileDirectory } from "../files/file-directory.ts";
import { catchUp } from "./catch-up.ts";
import { RunTranslator } from "./run-translator.ts";

/** Whose runs are read, and with what. */
export interface RunReading {
  readonly inhouse: TenantRuntime;
  readonly files: FileDirectory;
  readonly clock: Clock;
}

/**
 * The message of a run from its first chunk, for a client that has nothing of it and sees it grow.
 *
 * @param reading - whose run
 * @param runId - the run
 * @param signal - ends the reading
 */
export async function* newChunks(
  reading: RunReading,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<UIChunk, void, undefined> {
  yield* untilFinish(
    new RunTranslator(reading.files),
    reading.inhouse.runs.stream(runId, { signal }),
  );
}

/**
 * The message of a run anew, for a client that may have some of it: what there is comes compacted, and what follows as it
 * comes.
 *
 * @param reading - whose run
 * @param runId - the run
 * @param signal - ends the reading
 */
export async function* replayedChunks(
  { inhouse, files, clock }: RunReading,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<UIChunk, void, undefined> {
  const translator = new RunTranslator(files);
  const stream = inhouse.runs.stream(runId, { signal });
  const { events, next } = await catchUp(stream, clock);
  const chunks: UIChunk[] = [];
  for (const event of events) chunks.push(...(await translator.push(event)));
  yield* compactChunks(chunks);
  if (next !== null) yield* untilFinish(translator, startingWith(next, stream));
}

/**
 * Waits for a run that goes on behind an answer of the client, for a client that has the message until there.
 *
 * @param reading - whose run
 * @param runId - a run that waits for the client
 * @param signal - ends the reading
 * @returns reads on, once the run goes on
 */
export async function chunksBehind(
  reading: RunReading,
  runId: string,
  signal: AbortSignal,
): Promise<(signal: AbortSignal) => AsyncGenerator<UIChunk, void, undefined>> {
  const translator = new RunTranslator(reading.files);
  let start: UIChunk | undefined;
  for await (const event of reading.inhouse.runs.stream(runId, { signal })) {
    const chunks = await translator.push(event);
    start ??= chunks.find(({ type }) => type === "start");
  }
  return (readOn) => goOn(reading, runId, translator, start, readOn);
}

async function* goOn(
  { inhouse }: RunReading,
  runId: string,
  translator: RunTranslator,
  start: UIChunk | undefined,
  signal: AbortSignal,
): AsyncGenerator<UIChunk, void, undefined> {
  if (start !== undefined) yield start;
  yield* untilFinish(translator, inhouse.runs.stream(runId, { after: translator.last, signal }));
}

/** Ends where the client has to do something, even if somebody else has done it already. */
async function* untilFinish(
  translator: RunTranslator,
  events: AsyncIterable<RunEvent>,
): AsyncGenerator<UIChunk, void, undefined> {
  for await (const event of events) {
    const chunks = await translator.push(event);
    yield* chunks;
    if (chunks.some(({ type }) => type === "finish")) return;
  }
}

async function* startingWith(
  first: Promise<IteratorResult<RunEvent>>,
  rest: AsyncGenerator<RunEvent, void, undefined>,
): AsyncGenerator<RunEvent, void, undefined> {
  const result = await first;
  if (result.done === true) return;
  yield result.value;
  yield* rest;
}
