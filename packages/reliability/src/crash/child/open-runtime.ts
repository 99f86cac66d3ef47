import type { Clock, Storage } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { SeededRandom } from "@inhouse/testing";
import type { Recorder } from "../history-file.ts";
import { conversationScript } from "./conversation-script.ts";
import { conversationTools } from "./conversation-tools.ts";

/** What a process of a world is. */
export interface ProcessIdentity {
  readonly process: string;
  readonly record: Recorder;
  readonly seed: number;
  readonly leaseMs: number;
  /** What time it is for it; absent: what the machine says. */
  readonly clock?: Clock;
}

/** Makes the runtime of a process, with the model and the tools that all processes of a world have. */
export function openRuntime(storage: Storage, identity: ProcessIdentity): Runtime {
  const { process, record, seed, leaseMs, clock } = identity;
  const script = conversationScript(process, record);
  return createRuntime({
    models: { scripted: scriptedModel(script, { chunkSize: 24, chunkDelayMs: 1, keepCalls: 1 }) },
    storage,
    tools: conversationTools({ process, record, random: new SeededRandom(seed) }),
    settings: { leaseMs },
    ...(clock === undefined ? {} : { clock }),
    onError: (error) => record({ type: "error", process, text: String(error) }),
  });
}
