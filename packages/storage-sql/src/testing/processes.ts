import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** A process that runs one of the programs of this folder. It ends with the test at the latest. */
export class TestProcess {
  readonly lines: string[] = [];
  /** Resolves with its exit code when it ended and everything that it printed was read. */
  readonly ended: Promise<unknown>;
  readonly #kill: () => void;
  readonly #write: (text: string) => void;

  /**
   * @param program - the program's file name
   * @param args - its arguments
   */
  constructor(program: string, ...args: readonly string[]) {
    const path = new URL(program, import.meta.url).pathname;
    const process_ = spawn(process.execPath, [path, ...args], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#kill = () => process_.kill("SIGKILL");
    this.#write = (text) => process_.stdin.write(text);
    this.ended = once(process_, "close").then(([code]) => code);
    createInterface({ input: process_.stdout }).on("line", (line) => this.lines.push(line));
    onTestFinished(async () => {
      this.#kill();
      await this.ended;
    });
  }

  /** Lets a program go on that waits for its standard input. */
  go(): void {
    this.#write("go\n");
  }

  /** Ends it as a power switch would. */
  async kill(): Promise<void> {
    this.#kill();
    await this.ended;
  }
}
