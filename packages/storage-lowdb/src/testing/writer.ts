import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** A process that commits batches, or says why it cannot. It ends with the test at the latest. */
export class Writer {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onLine = (): void => {};

  constructor(folder: string) {
    const program = new URL("./writer-process.ts", import.meta.url).pathname;
    this.#process = spawn(process.execPath, [program, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#ended = once(this.#process, "close");
    onTestFinished(() => this.kill());
    if (this.#process.stdout === null) return;
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      this.lines.push(line);
      this.#onLine();
    });
  }

  get processId(): number | undefined {
    return this.#process.pid;
  }

  /** Resolves when so many lines were printed, or when the process ended. */
  async printed(count: number): Promise<void> {
    const enough = new Promise<void>((resolve) => {
      this.#onLine = () => {
        if (this.lines.length >= count) resolve();
      };
      this.#onLine();
    });
    await Promise.race([enough, this.#ended]);
  }

  /** Ends it as a power switch would, and resolves when it is gone and everything that it printed was read. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#ended;
  }
}
