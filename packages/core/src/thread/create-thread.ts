import type { StorageWrite, Thread } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { checkResourceFiles } from "../input/resource-files.ts";
import { placeMessage, prepareMessages } from "../message/new-message.ts";
import { withFilesOf } from "../run/message-files.ts";
import { messageInsert } from "../run/thread-inserts.ts";
import type { Scope } from "../scope/scope.ts";
import type { PendingMessage, ThreadRecord } from "../storage/record-values.ts";
import type { CreateThread, ParsedThread } from "./thread-input.ts";
import { createThreadSchema } from "./thread-input.ts";

/**
 * @param scope - whose thread
 * @param input - what it is to be; absent: an empty thread
 * @throws InvalidInputError if a field is wrong
 */
export async function createThread(scope: Scope, input: CreateThread = {}): Promise<Thread> {
  const prepared = await prepareThread(scope, parseInput(createThreadSchema, input), "");
  await scope.storage.commit([threadInsert(scope, prepared.record), ...prepared.writes]);
  return prepared.record.thread;
}

/** A thread that is not stored yet. */
export interface PreparedThread {
  readonly record: ThreadRecord;
  /** The inserts of its messages. */
  readonly writes: readonly StorageWrite[];
}

/** Makes a thread of parsed input, without storing anything. `at` is the input's path in the call. */
export async function prepareThread(
  scope: Scope,
  parsed: ParsedThread,
  at: string,
): Promise<PreparedThread> {
  const now = scope.clock.now();
  const prefix = at === "" ? "" : `${at}.`;
  const pending = await prepareMessages(
    scope,
    parsed.messages,
    (index) => `${prefix}messages[${index}]`,
  );
  await checkResourceFiles(scope, parsed.toolResources, {}, at);
  const thread: Thread = {
    id: scope.newId("thread"),
    createdAt: now,
    metadata: parsed.metadata ?? {},
    toolResources: parsed.toolResources ?? {},
  };
  const empty: ThreadRecord = {
    thread,
    nextSequence: 1,
    activeRunId: null,
    queuedRunIds: [],
    epoch: null,
    messageFileIds: [],
  };
  return placeMessages(scope, empty, pending, now);
}

/** Puts messages at the end of a thread, without storing anything. */
export function placeMessages(
  scope: Scope,
  thread: ThreadRecord,
  pending: readonly PendingMessage[],
  now: number,
): PreparedThread {
  const messages = pending.map((message) => placeMessage(message, thread.thread.id, now));
  const first = thread.nextSequence;
  return {
    record: { ...withFilesOf(thread, messages), nextSequence: first + messages.length },
    writes: messages.map((message, index) => messageInsert(scope.storage, message, first + index)),
  };
}

/** @returns the write that adds a thread */
export function threadInsert(scope: Scope, record: ThreadRecord): StorageWrite {
  const { id } = record.thread;
  return scope.storage.insert("thread", {
    id,
    partition: id,
    parent: "",
    sequence: scope.nextSequence(),
    value: record,
  });
}
