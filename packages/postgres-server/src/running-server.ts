import { setTimeout as wait } from "node:timers/promises";
import type { Installation } from "./installation.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { dataFolder, removeServerFolder } from "./server-folder.ts";
import { ServerProcess } from "./server-process.ts";

/** What a server runs with, the same in each of its lives. */
export interface RunningServerParts {
  readonly installation: Installation;
  readonly folder: string;
  readonly settings: readonly string[];
  readonly port: number;
}

/** A server of {@link startPostgres}. */
export class RunningServer implements PostgresServer {
  readonly url: string;
  readonly #parts: RunningServerParts;
  #process: ServerProcess | undefined;

  constructor(parts: RunningServerParts) {
    this.#parts = parts;
    this.url = `postgres://postgres@127.0.0.1:${parts.port}/postgres`;
  }

  get processId(): number {
    return this.#process?.processId ?? 0;
  }

  async start(): Promise<void> {
    const { installation, folder, settings, port } = this.#parts;
    const options = ["-D", dataFolder(folder), "-p", String(port), ...settings];
    this.#process = new ServerProcess(installation, folder, options);
    await this.#process.ready();
  }

  async kill(): Promise<void> {
    await this.#process?.end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.kill();
    for (let tries = 1; ; tries++) {
      try {
        await this.start();
        return;
      } catch (error) {
        if (tries === 100 || !isOldOneThere(error)) throw error;
        await wait(50);
      }
    }
  }

  async stop(): Promise<void> {
    await this.#process?.end("SIGQUIT");
    await removeServerFolder(this.#parts.folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Processes of a killed server end when they notice, and hold its shared memory until then. */
function isOldOneThere(error: unknown): boolean {
  return /still in use|already exists/.test(String(error));
}
