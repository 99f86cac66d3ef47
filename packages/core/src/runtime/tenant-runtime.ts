import type { RunEvent } from "@inhouse/contracts";
import { createAssistant } from "../assistant/create-assistant.ts";
import { deleteAssistant } from "../assistant/delete-assistant.ts";
import { updateAssistant } from "../assistant/update-assistant.ts";
import { createFile } from "../file/create-file.ts";
import { deleteFile } from "../file/delete-file.ts";
import { listFiles, readFileContent, retrieveFile } from "../file/read-file.ts";
import { id } from "../input/common-schemas.ts";
import type { ParsedListOptions } from "../input/list-options.ts";
import { listPage, parseListOptions } from "../input/list-options.ts";
import { parseArgument } from "../input/parse-input.ts";
import { createMessage } from "../message/create-message.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { listMessages } from "../message/list-messages.ts";
import { retrieveMessage } from "../message/retrieve-message.ts";
import { updateMessage } from "../message/update-message.ts";
import { measureStorage } from "../retention/measure-storage.ts";
import { pruneStorage } from "../retention/prune-storage.ts";
import { cancelRun } from "../run/cancel-run.ts";
import { createRun, createThreadAndRun } from "../run/create-run.ts";
import { listRuns } from "../run/list-runs.ts";
import { retrieveRun } from "../run/retrieve-run.ts";
import { listSteps, retrieveStep } from "../run/run-steps.ts";
import { streamRun } from "../run/stream-run.ts";
import { submitToolOutputs } from "../run/submit-tool-outputs.ts";
import { updateRun } from "../run/update-run.ts";
import { waitForRun } from "../run/wait-for-run.ts";
import type { Scope } from "../scope/scope.ts";
import { createThread } from "../thread/create-thread.ts";
import { deleteThread } from "../thread/delete-thread.ts";
import { updateThread } from "../thread/update-thread.ts";
import type { TenantRuntime } from "./apis.ts";
import type { OpenCalls } from "./open-calls.ts";
import { readStreamOptions, readWaitOptions } from "./read-options.ts";

/**
 * @param calls - lets a call begin, or throws RuntimeClosedError
 * @param scope - the tenant's
 * @returns the use cases of one tenant
 */
export function createTenantRuntime(calls: OpenCalls, scope: Scope): TenantRuntime {
  const call = <Result>(work: () => Promise<Result>): Promise<Result> => calls.begin(work);
  const page = (options: unknown): ParsedListOptions => parseListOptions(options);
  const { storage, tenant } = scope;
  return {
    tenant,
    assistants: {
      create: (input) => call(() => createAssistant(scope, input)),
      retrieve: (id) => call(async () => (await storage.read("assistant", assistantId(id))).value),
      list: (options) =>
        call(() => listPage(storage, "assistant", top, page(options), (value) => value)),
      update: (id, input) => call(() => updateAssistant(scope, assistantId(id), input)),
      delete: (id) => call(() => deleteAssistant(scope, assistantId(id))),
    },
    threads: {
      create: (input) => call(() => createThread(scope, input)),
      retrieve: (id) => call(async () => (await storage.read("thread", threadId(id))).value.thread),
      list: (options) =>
        call(() => listPage(storage, "thread", top, page(options), ({ thread }) => thread)),
      update: (id, input) => call(() => updateThread(scope, threadId(id), input)),
      delete: (id) =>
        call(async () => {
          await deleteThread(scope, threadId(id));
        }),
    },
    messages: {
      create: (thread, input) => call(() => createMessage(scope, threadId(thread), input)),
      retrieve: (id) => call(() => retrieveMessage(scope, messageId(id))),
      list: (thread, options) => call(() => listMessages(scope, threadId(thread), options)),
      update: (id, input) => call(() => updateMessage(scope, messageId(id), input)),
      delete: (id) => call(() => deleteMessage(scope, messageId(id))),
    },
    runs: {
      create: (thread, input) => call(() => createRun(scope, threadId(thread), input)),
      createThreadAndRun: (input) => call(() => createThreadAndRun(scope, input)),
      retrieve: (id) => call(() => retrieveRun(scope, runId(id))),
      list: (thread, options) => call(() => listRuns(scope, threadId(thread), options)),
      update: (id, input) => call(() => updateRun(scope, runId(id), input)),
      cancel: (id) => call(() => cancelRun(scope, runId(id))),
      submitToolOutputs: (id, input) => call(() => submitToolOutputs(scope, runId(id), input)),
      wait: (id, options) =>
        call(() => waitForRun(scope, runId(id), readWaitOptions(options, calls.signal))),
      stream: (id, options) =>
        pulledBy(calls, () =>
          streamRun(scope, runId(id), readStreamOptions(options, calls.signal)),
        ),
      steps: {
        list: (run, options) => call(() => listSteps(scope, runId(run), options)),
        retrieve: (id) => call(() => retrieveStep(scope, stepId(id))),
      },
    },
    files: {
      create: (input) => call(() => createFile(scope, input)),
      retrieve: (id) => call(() => retrieveFile(scope, fileId(id))),
      list: (options) => call(() => listFiles(scope, options)),
      content: (id) => call(() => readFileContent(scope, fileId(id))),
      delete: (id) => call(() => deleteFile(scope, fileId(id))),
    },
    storage: {
      measure: () => call(() => measureStorage(scope)),
      prune: (options) => call(() => pruneStorage(scope, options, calls.signal)),
    },
  };
}

const top = { parent: "" };

const argument =
  (name: string) =>
  (value: unknown): string =>
    parseArgument(id, value, name);
const assistantId = argument("assistantId");
const threadId = argument("threadId");
const messageId = argument("messageId");
const runId = argument("runId");
const stepId = argument("stepId");
const fileId = argument("fileId");

/** A reader takes as long as it likes between two events: only while it waits for one is there an open call. */
async function* pulledBy(
  calls: OpenCalls,
  open: () => AsyncGenerator<RunEvent, void, undefined>,
): AsyncGenerator<RunEvent, void, undefined> {
  const events = await calls.begin(open);
  try {
    for (;;) {
      const next = await calls.goOn(() => events.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await events.return();
  }
}
