import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";

declare global {
  var inhouseRuntime: Runtime | undefined;
}

function start(): Runtime {
  // Any model of the AI SDK can stand here; this one plays a script and needs no key.
  const models = { demo: scriptedModel(({ lastUserText }) => `You said: ${lastUserText}`) };
  // What must outlive the process goes to a file or a database.
  return createRuntime({ models, storage: memoryStorage() });
}

// Development servers load modules again at every change: the runtime must not be made again with them.
globalThis.inhouseRuntime ??= start();

/** The runtime of this process. */
export const inhouse: Runtime = globalThis.inhouseRuntime;
