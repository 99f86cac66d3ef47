import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Installation } from "./installation.ts";
import { serverUser } from "./server-user.ts";

/** How many characters of the server's log are kept for error messages. */
const logLimit = 20_000;

/** One life of a server, from its start to its end. */
export class ServerProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #log = "";
  #onLog = (): void => {};

  /**
   * @param installation - the programs
   * @param folder - where it runs
   * @param options - its command line
   */
  constructor({ programs, environment }: Installation, folder: string, options: readonly string[]) {
    this.#process = spawn(join(programs, "postgres"), options, {
      ...serverUser,
      cwd: folder,
      env: environment,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#ended = once(this.#process, "exit");
    // It is reported by `ready`.
    this.#ended.catch(() => {});
    this.#process.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#log = (this.#log + text).slice(-logLimit);
      this.#onLog();
    });
    process.once("exit", this.#endAtExit);
  }

  /** Its process id; 0: it could not be started. */
  get processId(): number {
    return this.#process.pid ?? 0;
  }

  /** What it said so far, the end of it. */
  get log(): string {
    return this.#log;
  }

  /**
   * Resolves when it takes connections. From then on it does not keep this process alive.
   *
   * @throws Error if it ended before, with what it said
   */
  async ready(): Promise<void> {
    const ready = new Promise<true>((resolve) => {
      this.#onLog = () => {
        if (this.#log.includes("ready to accept connections")) resolve(true);
      };
    });
    const isReady = await Promise.race([ready, this.#ended.then(() => false)]);
    if (!isReady) throw new Error(`PostgreSQL did not start:\n${this.#log}`);
    this.#onLog = () => {};
    this.#process.unref();
    if (this.#process.stderr !== null && "unref" in this.#process.stderr) {
      (this.#process.stderr as { unref(): void }).unref();
    }
  }

  /** Ends it with this signal, and resolves when it is gone; nothing happens if it is. */
  async end(signal: "SIGQUIT" | "SIGKILL"): Promise<void> {
    this.#process.ref();
    this.#process.kill(signal);
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.#ended;
    process.off("exit", this.#endAtExit);
  }

  readonly #endAtExit = (): void => {
    this.#process.kill("SIGQUIT");
  };
}
