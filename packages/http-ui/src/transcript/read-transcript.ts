import type { Message, Run } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { answersKey, newestRuns, replacedKey } from "../chat/thread-runs.ts";
import { partFiles } from "../reading/event-files.ts";
import type { RunReading } from "../reading/run-chunks.ts";
import { arrangeChat, isMessage } from "./arrange-chat.ts";
import { readAnswer } from "./read-answer.ts";
import type { UIMessage } from "./ui-message.ts";
import { callerMessage, uiMessageId } from "./user-message.ts";

/** A page of a chat. */
export interface Transcript {
  /** The messages, the oldest first. */
  readonly messages: readonly UIMessage[];
  /** What to pass as `before` for the page in front of this one; null: there is none. */
  readonly before: string | null;
}

/** Which page of a chat. */
export interface TranscriptPage {
  /** At most so many messages of the thread, up to 99. */
  readonly limit: number;
  /** Only what is in front of this message of the thread; absent: the newest. */
  readonly before?: string;
}

/** How many of the newest runs are looked at for those that have written no message. */
const maxRuns = 100;

/**
 * Reads a chat as its client would have it if it had been there all the time: an answer is put together from the events of its
 * run by the very rules of the stream.
 *
 * @param reading - whose chat
 * @param threadId - the thread
 * @param page - which page
 */
export async function readTranscript(
  reading: RunReading,
  threadId: string,
  page: TranscriptPage,
): Promise<Transcript> {
  const { inhouse, files } = reading;
  const { messages, before } = await readPage(inhouse, threadId, page);
  const runs = await runsOf(inhouse, threadId, messages);
  await files.learn(messages.flatMap(({ content }) => content.flatMap(partFiles)));
  const shown = await Promise.all(
    arrangeChat(messages, runs).map(async (entry) =>
      isMessage(entry) ? callerMessage(entry, files.find) : readAnswer(reading, entry),
    ),
  );
  return { messages: shown.filter((message) => message !== undefined), before };
}

interface ThreadPage {
  readonly messages: readonly Message[];
  readonly before: string | null;
}

async function readPage(
  inhouse: TenantRuntime,
  threadId: string,
  { limit, before }: TranscriptPage,
): Promise<ThreadPage> {
  const cursor = before === undefined ? {} : { after: before };
  const { data } = await inhouse.messages.list(threadId, { limit: limit + 1, ...cursor });
  const messages = data.slice(0, limit).toReversed();
  const older = data[limit];
  if (older === undefined) return { messages, before: null };
  // A run whose messages lie on both sides of the border belongs to the page with its first one.
  const whole = messages.findIndex(({ runId }) => runId === null || runId !== older.runId);
  const cut = whole < 0 ? messages.length : whole;
  return { messages: messages.slice(cut), before: messages[cut]?.id ?? older.id };
}

/** The runs that wrote some of the messages, and those that wrote none and belong among them; the oldest first. */
async function runsOf(
  inhouse: TenantRuntime,
  threadId: string,
  messages: readonly Message[],
): Promise<readonly Run[]> {
  const newest = await newestRuns(inhouse, threadId, maxRuns);
  const writers = new Set(messages.flatMap(({ runId }) => (runId === null ? [] : [runId])));
  const answered = new Set(messages.map(uiMessageId));
  const runs: Run[] = [];
  for (const id of writers) {
    const run = newest.find((one) => one.id === id) ?? (await inhouse.runs.retrieve(id));
    if (run.metadata[replacedKey] === undefined) runs.push(run);
  }
  for (const run of newest.toReversed()) {
    if (writers.has(run.id)) continue;
    const isHere = answered.has(run.metadata[answersKey] ?? "") || isWithin(run, messages);
    if (!isHere) continue;
    const written = await inhouse.messages.list(threadId, { runId: run.id, limit: 1 });
    if (written.data.length === 0) runs.push(run);
  }
  return runs;
}

function isWithin(run: Run, messages: readonly Message[]): boolean {
  if (run.metadata[answersKey] !== undefined) return false;
  const first = messages[0];
  return first !== undefined && first.createdAt <= run.createdAt;
}
