import type { Message } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { uiMessageId } from "../transcript/user-message.ts";
import { answersKey, newestRuns, replacedKey, stopRuns } from "./thread-runs.ts";

/** Finds a message of a user by the id that clients know it by, and those behind it. */
interface FoundMessage {
  readonly message: Message;
  /** What is behind it in the thread, the newest first. */
  readonly behind: readonly Message[];
}

/** @returns the message; undefined: the thread has none of this id */
async function findUserMessage(
  inhouse: TenantRuntime,
  threadId: string,
  id: string,
): Promise<FoundMessage | undefined> {
  const behind: Message[] = [];
  let after: string | null = null;
  for (;;) {
    const cursor: { readonly after?: string } = after === null ? {} : { after };
    const page = await inhouse.messages.list(threadId, { limit: 100, ...cursor });
    for (const message of page.data) {
      if (message.role === "user" && uiMessageId(message) === id) return { message, behind };
      behind.push(message);
    }
    if (!page.hasMore) return undefined;
    after = page.lastId;
  }
}

const maxReplaced = 100;

/**
 * Makes room for another answer: stops what runs, deletes what is behind a message, and keeps the runs that wrote it out of
 * transcripts. It is not one commit: if it breaks off, the client's next try goes on where it stopped.
 *
 * @param inhouse - whose thread
 * @param threadId - the thread
 * @param id - a message of a user, by the id that clients know it by
 * @param isIncluded - whether the message goes too
 * @returns the message as it was; undefined: there is none of this id, and nothing was done
 */
export async function replaceAnswer(
  inhouse: TenantRuntime,
  threadId: string,
  id: string,
  isIncluded: boolean,
): Promise<Message | undefined> {
  if ((await findUserMessage(inhouse, threadId, id)) === undefined) return undefined;
  for (const run of await stopRuns(inhouse, threadId)) {
    await inhouse.runs.wait(run.id, { until: "end" });
  }
  // Again: what was stopped has left its last words behind.
  const found = await findUserMessage(inhouse, threadId, id);
  if (found === undefined) return undefined;
  const gone = [...found.behind, ...(isIncluded ? [found.message] : [])];
  const answered = new Set([found.message, ...found.behind].map(uiMessageId));
  const writers = new Set(found.behind.map(({ runId }) => runId));
  for (const run of await newestRuns(inhouse, threadId, maxReplaced)) {
    const isReplaced = writers.has(run.id) || answered.has(run.metadata[answersKey] ?? "");
    if (!isReplaced) continue;
    await inhouse.runs.update(run.id, { metadata: { ...run.metadata, [replacedKey]: "true" } });
  }
  for (const message of gone) await inhouse.messages.delete(message.id);
  return found.message;
}
