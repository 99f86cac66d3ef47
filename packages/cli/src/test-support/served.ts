import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { ScriptedModelOptions } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { offlineModels } from "../models/offline-models.ts";
import type { RunningServer, ServerOptions } from "../server/start-server.ts";
import { startServer } from "../server/start-server.ts";

/** A runtime with the offline models, and a server of it. */
export interface Served extends AsyncDisposable {
  readonly inhouse: Runtime;
  readonly server: RunningServer;
  /** What was logged. */
  readonly lines: readonly string[];
  /** Sends JSON to a path, or only asks for it. */
  request(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Serves a fresh runtime on a free port. */
export async function served(
  options: ServerOptions = {},
  models: Pick<ScriptedModelOptions, "sleep"> = {},
): Promise<Served> {
  const inhouse = createRuntime({ models: offlineModels(models), storage: memoryStorage() });
  const lines: string[] = [];
  const server = await startServer(inhouse, { log: (line) => lines.push(line), ...options });
  return {
    inhouse,
    server,
    lines,
    request: (path, body, headers) =>
      fetch(server.url + path, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async [Symbol.asyncDispose]() {
      server.stopListening();
      await inhouse.close({ drainMs: 0 });
      await server.close(0);
    },
  };
}
