import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage, Tool } from "@inhouse/contracts";
import type { Runtime, RuntimeOptions } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { Script, ScriptedModel } from "@inhouse/model-scripted";
import { scriptedModel } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { memoryStorage } from "@inhouse/storage-memory";
import { createDashScopeFetch } from "../dialect/create-dashscope-fetch.ts";
import type { DashScopeOptions } from "../options/dashscope-options.ts";
import { Client } from "./client.ts";

/** A runtime with the dialect in front of it. */
export interface World extends AsyncDisposable {
  readonly inhouse: Runtime;
  readonly model: ScriptedModel;
  readonly fetch: ReturnType<typeof createDashScopeFetch>;
  readonly client: Client;
}

export interface WorldOptions {
  readonly runtime?: Partial<RuntimeOptions>;
  readonly dialect?: DashScopeOptions;
}

export function world(script: Script, { runtime, dialect }: WorldOptions = {}): World {
  const model = scriptedModel(script);
  const inhouse = createRuntime({
    models: { "qwen-max": model },
    storage: memoryStorage(),
    ...runtime,
  });
  const fetch = createDashScopeFetch(inhouse, dialect);
  return {
    inhouse,
    model,
    fetch,
    client: new Client(fetch),
    // Some models never come to an end.
    [Symbol.asyncDispose]: () => inhouse.close({ drainMs: 0 }),
  };
}

/** A storage that a test opens, and what is left of it to clear away. */
export interface OpenedStorage extends AsyncDisposable {
  readonly storage: Storage;
}

export const storages: readonly {
  readonly name: string;
  readonly open: () => Promise<OpenedStorage>;
}[] = [
  {
    name: "memory",
    open: async () => ({ storage: memoryStorage(), [Symbol.asyncDispose]: async () => undefined }),
  },
  {
    name: "lowdb",
    async open() {
      const folder = await mkdtemp(join(tmpdir(), "inhouse-dashscope-"));
      return {
        storage: lowdb(folder),
        [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
      };
    },
  },
];

/** A tool of this type that answers every call with its arguments. */
export function echoTool(type: string): Tool {
  const parameters = { type: "object", properties: { code: { type: "string" } } };
  return {
    type,
    functions: () => [{ name: type, description: "", parameters }],
    execute: async ({ input }) => ({ output: `ran ${JSON.stringify(input)}` }),
  };
}

/** A function that the caller runs. */
export const weather = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather at a place",
    parameters: { type: "object", properties: { place: { type: "string" } } },
  },
};
