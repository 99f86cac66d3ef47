import { randomUUID } from "node:crypto";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { imageModelFromEnvironment } from "../models/image-model-from-environment.ts";
import { modelsFromEnvironment } from "../models/models-from-environment.ts";
import { offlineModels } from "../models/offline-models.ts";
import { offlinePainter } from "../models/offline-painter.ts";
import type { RunningServer } from "../server/start-server.ts";
import { startServer } from "../server/start-server.ts";
import { withStorage } from "../storage/open-storage.ts";
import { openTools } from "../tools/open-tools.ts";
import { onStopSignal } from "./on-stop-signal.ts";
import type { ServeOptions } from "./serve-options.ts";

/** How long runs may go on after the signal to stop, and then answers. */
const drainMs = 5_000;
const graceMs = 2_000;

/**
 * Serves until it is told to stop.
 *
 * @param options - how
 * @param env - the environment
 * @returns the exit code
 */
export async function serve(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<number> {
  const log = (line: string): void => {
    if (!options.quiet) process.stderr.write(`${line}\n`);
  };
  const stopped = onStopSignal(env);
  const inhouse = await openRuntime(options, env, log);
  let server: RunningServer;
  try {
    const { host, port, apiKeys, insecure, cors, cancelOnDisconnect } = options;
    const dialects = { cancelOnDisconnect };
    server = await startServer(inhouse, { host, port, apiKeys, insecure, cors, dialects, log });
  } catch (error) {
    await inhouse.close({ drainMs: 0 });
    throw error;
  }
  process.stdout.write(`${JSON.stringify(readiness(server, options))}\n`);
  await stopped;
  server.stopListening();
  // Streams end with the runtime: first it, then the connections.
  await inhouse.close({ drainMs });
  await server.close(graceMs);
  return 0;
}

async function openRuntime(
  options: ServeOptions,
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<Runtime> {
  const models = options.scripted ? offlineModels() : modelsFromEnvironment(env);
  const imageModel = options.scripted ? offlinePainter() : imageModelFromEnvironment(env);
  // What is kept in memory alone is of no use to another process: its key need not be either.
  const sessionKey =
    options.sessionKey ?? (options.storage.kind === "memory" ? randomUUID() : null);
  const inhouse = await withStorage(options.storage, async (storage) =>
    createRuntime({
      models,
      storage,
      tools: await openTools(options, { storage, imageModel, sessionKey }),
      onError: (error) => log(`fault ${error instanceof Error ? error.name : typeof error}`),
    }),
  );
  try {
    // A storage opens with the first call: what is wrong with it is to be told now.
    await inhouse.assistants.list({ limit: 1 });
  } catch (error) {
    await inhouse.close({ drainMs: 0 }).catch(() => undefined);
    throw error;
  }
  return inhouse;
}

/** The one line that says that clients may come. */
function readiness({ url, urls }: RunningServer, { scripted, storage }: ServeOptions) {
  const models = scripted ? Object.keys(offlineModels()) : null;
  return { ready: true, url, ...urls, storage: storage.kind, models, pid: process.pid };
}
