import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HostOrder, HostWord } from "../host/messages.ts";
import type { HostEnd } from "./evidence.ts";

/** How a host process is started. */
export interface HostProcessOptions {
  /** The entry, relative to this package's sources, without its ending: `host/main`. */
  readonly entry: string;
  /** The module that opens the sandbox. */
  readonly module: string;
  /** The Node.js to start. */
  readonly node: string;
  /** Variables of its environment, beside the few that every process needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** How long it may leave a call unanswered before it counts as blocked, in milliseconds. */
  readonly silenceMs: number;
}

const pingMs = 500;
const maxTerminalChars = 200_000;
const source = import.meta.url;
const ending = source.endsWith(".ts") ? "ts" : "js";

/** Compiled once and loaded by all that follow, a process starts in less time. */
const compileCache = join(tmpdir(), "inhouse-sandbox-compile-cache");

/** A fresh process with a sandbox in it. It leads a process group of its own, which ends with it. */
export class HostProcess implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #exited: Promise<void>;
  #onWord: (word: HostWord) => void = () => {};
  #onSilence: () => void = () => {};
  #terminal = "";
  #end: HostEnd | null = null;
  #asked: number | null = null;
  readonly #pings: NodeJS.Timeout;
  readonly #silenceMs: number;

  constructor(options: HostProcessOptions) {
    const { PATH = "", TMPDIR, HOME } = process.env;
    this.#silenceMs = options.silenceMs;
    const entry = fileURLToPath(new URL(`../${options.entry}.${ending}`, source));
    this.#process = fork(entry, [options.module], {
      execPath: options.node,
      execArgv: [],
      cwd: options.cwd,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        PATH,
        ...(TMPDIR === undefined ? {} : { TMPDIR }),
        ...(HOME === undefined ? {} : { HOME }),
        NODE_COMPILE_CACHE: compileCache,
        ...options.env,
      },
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#terminal = (this.#terminal + text).slice(-maxTerminalChars);
      });
    }
    this.#process.on("message", (word: HostWord) => {
      if (word.type === "pong") this.#asked = null;
      else this.#onWord(word);
    });
    this.#exited = once(this.#process, "close").then(
      ([code, signal]) => {
        this.#end = { code, signal };
      },
      (error: unknown) => {
        // It could not be started, or its channel broke, which is told by its end.
        this.#terminal += String(error);
        this.#end ??= { code: this.#process.exitCode, signal: this.#process.signalCode };
      },
    );
    this.#process.on("error", () => {});
    this.#pings = setInterval(() => this.#ping(), pingMs);
  }

  /** What it wrote to its standard streams, the end of it. */
  get terminal(): string {
    return this.#terminal;
  }

  /** How it ended, or null while it lives. */
  get end(): HostEnd | null {
    return this.#end;
  }

  /**
   * Gives an order and listens, until a word is said that ends it, the process ends, falls silent, or the time is over.
   *
   * @param order - what to do
   * @param timeMs - how long it may take until its first word, and from one word to the next
   * @param hear - takes each word; true if it was the last
   * @returns whether the process answers to the end
   */
  async carryOut(
    order: HostOrder,
    timeMs: { readonly start: number; readonly step: number },
    hear: (word: HostWord) => boolean,
  ): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let timer = setTimeout(() => resolve(true), timeMs.start);
    this.#onWord = (word) => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(true), timeMs.step);
      if (hear(word)) resolve(true);
    };
    this.#onSilence = () => resolve(false);
    this.#process.send(order, () => {});
    const answered = await Promise.race([promise, this.#exited.then(() => false)]);
    clearTimeout(timer);
    return answered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#pings);
    const { pid } = this.#process;
    if (pid !== undefined) {
      try {
        // The whole group: what the sandbox started must not outlive it.
        process.kill(-pid, "SIGKILL");
      } catch {
        // It is gone already, or there are no groups here.
        this.#process.kill("SIGKILL");
      }
    }
    await this.#exited;
  }

  #ping(): void {
    if (this.#asked !== null) {
      if (performance.now() - this.#asked > this.#silenceMs) this.#onSilence();
      return;
    }
    if (!this.#process.connected) return;
    this.#asked = performance.now();
    this.#process.send({ type: "ping" } satisfies HostOrder, () => {});
  }
}
