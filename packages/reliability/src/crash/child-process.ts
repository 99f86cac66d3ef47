import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { AdapterName } from "./adapters.ts";
import type { ChildOrder, ChildWord } from "./child/child-order.ts";

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it complained of last. */
  readonly complaint: string;
}

const program = fileURLToPath(new URL("./child/main.ts", import.meta.url));
const complaintCharacters = 4_000;

/** Compiled once and loaded by all that follow, a process is ready in half the time. */
const compileCache = join(tmpdir(), "inhouse-crash-compile-cache");

/** A process that holds conversations. It loads everything at once, and waits for its order. */
export class ConversationProcess {
  /** Resolves when it ended, in whatever way. */
  readonly ended: Promise<ProcessEnd>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #said = new Set<ChildWord>();
  #complaint = "";
  #onWord = (): void => undefined;

  constructor(adapter: AdapterName) {
    this.#process = spawn(process.execPath, [program, adapter], {
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
    });
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-complaintCharacters);
    });
    createInterface({ input: this.#process.stdout }).on("line", (line) => {
      this.#said.add(line as ChildWord);
      this.#onWord();
    });
    // A child that dies before it has read its order breaks the pipe; that it died is told by its end.
    this.#process.stdin.on("error", () => undefined);
    this.ended = once(this.#process, "close").then(([code, signal]) => ({
      code,
      signal,
      complaint: this.#complaint,
    }));
  }

  /** Resolves when it said a word, or ended. */
  async said(word: ChildWord): Promise<void> {
    const spoken = new Promise<void>((resolve) => {
      this.#onWord = () => {
        if (this.#said.has(word)) resolve();
      };
      this.#onWord();
    });
    await Promise.race([spoken, this.ended]);
  }

  order(order: ChildOrder): void {
    this.#process.stdin.write(`${JSON.stringify(order)}\n`);
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }
}
