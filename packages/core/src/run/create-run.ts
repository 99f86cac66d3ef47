import type { Run, StorageWrite } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { prepareMessages } from "../message/new-message.ts";
import type { Scope } from "../scope/scope.ts";
import type { ThreadRecord } from "../storage/record-values.ts";
import { changed } from "../storage/tenant-storage.ts";
import { placeMessages, prepareThread, threadInsert } from "../thread/create-thread.ts";
import type { CancelRequest } from "./cancel-run.ts";
import { carryOutCancel, requestCancel } from "./cancel-run.ts";
import { withFilesOf } from "./message-files.ts";
import { freezeRun, queuedRun } from "./new-run.ts";
import { readFreeThread } from "./read-free-thread.ts";
import type { CreateRun, CreateThreadAndRun } from "./run-input.ts";
import { createRunSchema, createThreadAndRunSchema } from "./run-input.ts";
import { isTerminal } from "./run-status.ts";

/**
 * Creates a run, and the additional messages with it, or nothing at all.
 *
 * @param scope - whose thread
 * @param threadId - the thread
 * @param input - what it is to be
 * @throws InvalidInputError if a field is wrong
 * @throws NotFoundError if there is no such thread or assistant
 * @throws ModelNotFoundError if the model is unknown
 * @throws ThreadLockedError if the thread has an active run, and `whenBusy` is `reject`
 */
export async function createRun(scope: Scope, threadId: string, input: CreateRun): Promise<Run> {
  const { additionalMessages, whenBusy, ...overrides } = parseInput(createRunSchema, input);
  const { storage } = scope;
  const pending = await prepareMessages(
    scope,
    additionalMessages,
    (index) => `additionalMessages[${index}]`,
  );
  const created = await storage.transact(async () => {
    const [thread, assistant] = await Promise.all([
      whenBusy === "reject"
        ? readFreeThread(scope, threadId, "create a run")
        : storage.read("thread", threadId),
      storage.read("assistant", overrides.assistantId),
    ]);
    const { activeRunId } = thread.value;
    const isBusy = activeRunId !== null;
    // The run's tools may read what comes with its messages, also while these wait for the run's turn.
    const reachable = withFilesOf(thread.value, pending).thread;
    const run = await freezeRun(scope, assistant.value, reachable, overrides);
    const queued = queuedRun(scope, run, isBusy ? pending : [], []);
    const placed = isBusy
      ? { record: enqueue(thread.value, run.id, whenBusy === "interrupt"), writes: [] }
      : placeMessages(scope, thread.value, pending, run.createdAt);
    const value = isBusy ? placed.record : { ...placed.record, activeRunId: run.id };
    const update: StorageWrite = { type: "update", record: changed(thread, { value }) };
    const interrupted = whenBusy === "interrupt" ? await interrupt(scope, activeRunId) : null;
    await storage.commit([
      update,
      ...placed.writes,
      ...queued.writes,
      ...(interrupted?.writes ?? []),
    ]);
    scope.noticeDue(queued.record.dueAt);
    return { run, interrupted };
  });
  if (created.interrupted !== null) await carryOutCancel(scope, created.interrupted.record);
  await scope.dispatcher.ring({ tenant: scope.tenant, threadId });
  return created.run;
}

/**
 * Creates a thread and a run on it, or nothing at all.
 *
 * @param scope - whose thread
 * @param input - what they are to be
 * @throws InvalidInputError if a field is wrong
 * @throws NotFoundError if there is no such assistant
 * @throws ModelNotFoundError if the model is unknown
 */
export async function createThreadAndRun(scope: Scope, input: CreateThreadAndRun): Promise<Run> {
  const { thread, ...overrides } = parseInput(createThreadAndRunSchema, input);
  const { storage } = scope;
  const prepared = await prepareThread(scope, thread, "thread");
  const assistant = await storage.read("assistant", overrides.assistantId);
  const run = await freezeRun(scope, assistant.value, prepared.record.thread, overrides);
  const created = { type: "thread.created", data: prepared.record.thread } as const;
  const queued = queuedRun(scope, run, [], [created]);
  const record = { ...prepared.record, activeRunId: run.id };
  await storage.commit([threadInsert(scope, record), ...prepared.writes, ...queued.writes]);
  scope.noticeDue(queued.record.dueAt);
  await scope.dispatcher.ring({ tenant: scope.tenant, threadId: run.threadId });
  return run;
}

function enqueue(thread: ThreadRecord, runId: string, first: boolean): ThreadRecord {
  const { queuedRunIds } = thread;
  return { ...thread, queuedRunIds: first ? [runId, ...queuedRunIds] : [...queuedRunIds, runId] };
}

/** Asks the active run to stop in the commit that creates the next one: one that is cancelled already needs no asking. */
async function interrupt(scope: Scope, activeRunId: string | null): Promise<CancelRequest | null> {
  const active = activeRunId === null ? undefined : await scope.storage.find("run", activeRunId);
  if (active === undefined || isTerminal(active.value.run.status)) return null;
  return active.value.run.status === "cancelling" ? null : requestCancel(scope, active);
}
