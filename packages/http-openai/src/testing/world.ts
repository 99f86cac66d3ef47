import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Storage } from "@inhouse/contracts";
import type { Runtime, RuntimeOptions } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { Script } from "@inhouse/model-scripted";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { createOpenAIFetch, createOpenAIHandler } from "../dialect/create-openai-fetch.ts";
import type { OpenAIOptions } from "../options/openai-options.ts";
import type { Sdk } from "./sdks.ts";
import { connect, sdk7 } from "./sdks.ts";

/** What a world is made of. */
export interface WorldOptions extends OpenAIOptions {
  /** Which SDK; absent: the newest. */
  readonly sdk?: Sdk;
  /** How it reaches the runtime; absent: in this process. */
  readonly transport?: "in process" | "http";
  /** Where it is kept; absent: in memory. */
  readonly storage?: Storage;
  /** Further options of the runtime; absent: none. */
  readonly runtime?: Partial<RuntimeOptions>;
}

/** A runtime, and an SDK that takes it for OpenAI. */
export interface World extends AsyncDisposable {
  readonly inhouse: Runtime;
  readonly openai: ReturnType<typeof connect>;
  /** The base URL and the fetch by which the SDK reaches the runtime. */
  readonly baseURL: string;
  readonly fetch: typeof fetch;
}

/** The functions that assistants of a world may call. */
export const lookUp = {
  type: "function",
  function: {
    name: "look_up",
    description: "Looks a word up",
    parameters: { type: "object", properties: { word: { type: "string" } } },
  },
} as const;

/**
 * @param script - what the model says
 * @param options - what else
 */
export async function createWorld(script: Script, options: WorldOptions = {}): Promise<World> {
  const {
    sdk = sdk7,
    transport = "in process",
    storage = memoryStorage(),
    runtime,
    ...rest
  } = options;
  const inhouse = createRuntime({ models: { demo: scriptedModel(script) }, storage, ...runtime });
  if (transport === "in process") {
    const baseURL = "inhouse://local/v1";
    const ownFetch = createOpenAIFetch(inhouse, rest) as typeof fetch;
    const openai = connect(sdk, baseURL, ownFetch);
    return {
      inhouse,
      openai,
      baseURL,
      fetch: ownFetch,
      [Symbol.asyncDispose]: () => inhouse.close({ drainMs: 0 }),
    };
  }
  const server = createServer(getRequestListener(createOpenAIHandler(inhouse, rest)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return {
    inhouse,
    openai: connect(sdk, baseURL, undefined),
    baseURL,
    fetch,
    async [Symbol.asyncDispose]() {
      await inhouse.close({ drainMs: 0 });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
