import { createAssistant } from "../assistant/create-assistant.ts";
import { deleteAssistant } from "../assistant/delete-assistant.ts";
import { updateAssistant } from "../assistant/update-assistant.ts";
import { createFile } from "../file/create-file.ts";
import { deleteFile } from "../file/delete-file.ts";
import { listFiles, readFileContent, retrieveFile } from "../file/read-file.ts";
import { listPage, parseListOptions } from "../input/list-options.ts";
import { createMessage } from "../message/create-message.ts";
import { deleteMessage } from "../message/delete-message.ts";
import { listMessages } from "../message/list-messages.ts";
import { retrieveMessage } from "../message/retrieve-message.ts";
import { updateMessage } from "../message/update-message.ts";
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

/**
 * @param open - gives the scope, or throws RuntimeClosedError
 * @param tenant - whose
 * @returns the use cases of one tenant
 */
export function createTenantRuntime(open: () => Scope, tenant: string): TenantRuntime {
  const top = { parent: "" };
  return {
    tenant,
    assistants: {
      create: async (input) => createAssistant(open(), input),
      retrieve: async (id) => (await open().storage.read("assistant", id)).value,
      list: async (options) =>
        listPage(open().storage, "assistant", top, parseListOptions(options), (value) => value),
      update: async (id, input) => updateAssistant(open(), id, input),
      delete: async (id) => deleteAssistant(open(), id),
    },
    threads: {
      create: async (input) => createThread(open(), input),
      retrieve: async (id) => (await open().storage.read("thread", id)).value.thread,
      list: async (options) =>
        listPage(open().storage, "thread", top, parseListOptions(options), ({ thread }) => thread),
      update: async (id, input) => updateThread(open(), id, input),
      delete: async (id) => deleteThread(open(), id),
    },
    messages: {
      create: async (threadId, input) => createMessage(open(), threadId, input),
      retrieve: async (id) => retrieveMessage(open(), id),
      list: async (threadId, options) => listMessages(open(), threadId, options),
      update: async (id, input) => updateMessage(open(), id, input),
      delete: async (id) => deleteMessage(open(), id),
    },
    runs: {
      create: async (threadId, input) => createRun(open(), threadId, input),
      createThreadAndRun: async (input) => createThreadAndRun(open(), input),
      retrieve: async (id) => retrieveRun(open(), id),
      list: async (threadId, options) => listRuns(open(), threadId, options),
      update: async (id, input) => updateRun(open(), id, input),
      cancel: async (id) => cancelRun(open(), id),
      submitToolOutputs: async (id, input) => submitToolOutputs(open(), id, input),
      wait: async (id, options) => waitForRun(open(), id, options),
      stream: (id, options) => streamRun(open(), id, options),
      steps: {
        list: async (runId, options) => listSteps(open(), runId, options),
        retrieve: async (id) => retrieveStep(open(), id),
      },
    },
    files: {
      create: async (input) => createFile(open(), input),
      retrieve: async (id) => retrieveFile(open(), id),
      list: async (options) => listFiles(open(), options),
      content: async (id) => readFileContent(open(), id),
      delete: async (id) => deleteFile(open(), id),
    },
  };
}
