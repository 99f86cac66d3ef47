import type { Engine, Vm, VmTrouble } from "../engine/engine.ts";
import { bootSource } from "../guest/boot-source.ts";
import { guestSources } from "../guest/guest-sources.ts";
import type {
  CodeFailure,
  CodeValue,
  DoneMessage,
  Ending,
  OutputStreamName,
  RunMessage,
  WorkerMessage,
} from "../protocol/messages.ts";
import type { CompileAttempt } from "./compile-attempts.ts";
import {
  compileAttempts,
  compileErrorPosition,
  filenames,
  furthestFailure,
} from "./compile-attempts.ts";
import { GuestTimers } from "./guest-timers.ts";
import { OutputBuffer } from "./output-buffer.ts";
import type { RandomSource } from "./random-source.ts";
import { createRandomSource } from "./random-source.ts";
import { urlParts } from "./url-parts.ts";

/** What an execution is given of the worker around it. */
export interface ExecutionOptions {
  readonly engine: Engine;
  readonly run: RunMessage;
  /** Whether the host wants the code to end. */
  readonly shouldStop: () => boolean;
  readonly post: (message: WorkerMessage) => void;
}

/** Deeper recursion ends in an error of the code. A larger one could reach the end of the thread's own stack. */
export const stackBytes: number = 256 * 1024;
const extraTextChars = 64 * 1024;
const callPattern = /^(\d{1,9}) ([^ ]{1,64}) /;

/** One run of code in a fresh machine. */
export class Execution {
  readonly #options: ExecutionOptions;
  readonly #output: OutputBuffer;
  readonly #timers: GuestTimers;
  readonly #random: RandomSource;
  readonly #waitingCalls = new Set<number>();
  readonly #done = Promise.withResolvers<void>();
  #vm: Vm | null = null;
  #attempt: CompileAttempt | null = null;
  #thrown: CodeFailure | null = null;
  #value: CodeValue | null = null;
  #failure: CodeFailure | null = null;
  #settled = false;
  #ended = false;
  #overflowed = false;

  constructor(options: ExecutionOptions) {
    const { run } = options;
    this.#options = options;
    this.#random = createRandomSource(run.repeatKey);
    this.#timers = new GuestTimers({
      startTime: run.startTime,
      virtualClock: run.repeatKey !== null,
      fired: (text) => this.#tell("timer", text),
    });
    this.#output = new OutputBuffer({
      limitChars: run.printedChars,
      send: (stream, text) => options.post({ type: "output", stream, text }),
    });
  }

  /** Runs the code; resolves when it has ended and its machine is gone. */
  async start(): Promise<void> {
    const vm = await this.#createVm();
    if (vm === null) {
      this.#end({ kind: "interrupted", detail: "" });
      return;
    }
    this.#vm = vm;
    this.#options.post({ type: "started" });
    this.#evaluate(vm);
    await this.#done.promise;
  }

  /** @returns null if the host wants the code to end before it began */
  async #createVm(): Promise<Vm | null> {
    const { engine, run, shouldStop } = this.#options;
    try {
      return await engine.createVm({
        memoryBytes: run.memoryBytes,
        stackBytes,
        textChars: Math.max(run.valueChars, run.printedChars, run.callInputChars) + extraTextChars,
        boot: bootSource,
        shouldStop: () => this.#overflowed || shouldStop(),
        host: (operation, text) => {
          try {
            return this.#asked(operation, text);
          } catch {
            // Only code that got hold of the line sends what cannot be read; it hears nothing of the worker.
            return undefined;
          }
        },
      });
    } catch (error) {
      if (shouldStop()) return null;
      throw error;
    }
  }

  /** @param text - the outcome of a call of the code, as JSON */
  answer(text: string): void {
    const { id } = JSON.parse(text) as { readonly id: number };
    if (this.#waitingCalls.delete(id)) this.#tell("answer", text);
  }

  /** Ends code that waits. */
  stop(): void {
    this.#pump();
  }

  #evaluate(vm: Vm): void {
    const { run } = this.#options;
    const failures: { readonly failure: CodeFailure; readonly addedLines: number }[] = [];
    for (const attempt of compileAttempts(run.mode, run.source)) {
      this.#attempt = attempt;
      this.#thrown = null;
      const trouble = vm.evaluate(attempt.source, filenames[run.mode], attempt.kind);
      const thrown = this.#thrown as CodeFailure | null;
      if (trouble !== null || thrown === null) {
        if (trouble === null) this.#pump();
        else this.#end(trouble);
        return;
      }
      failures.push({ failure: thrown, addedLines: attempt.addedLines });
      if (compileErrorPosition(thrown) === null) break;
    }
    const last = failures.at(-1);
    const meant =
      last !== undefined && compileErrorPosition(last.failure) === null
        ? last
        : failures[furthestFailure(failures)];
    this.#failure = meant?.failure ?? null;
    this.#end(null, meant?.addedLines);
  }

  #tell(event: string, text: string): void {
    if (this.#ended || this.#vm === null) return;
    const trouble = this.#vm.send(event, text);
    if (trouble === null) this.#pump();
    else this.#end(trouble);
  }

  #pump(): void {
    if (this.#ended || this.#vm === null) return;
    const { run, post, shouldStop } = this.#options;
    const trouble = shouldStop()
      ? ({ kind: "interrupted", detail: "" } as const)
      : this.#vm.runJobs();
    this.#output.flush();
    if (trouble !== null) {
      this.#end(trouble);
      return;
    }
    const calls = this.#waitingCalls.size;
    const idle = calls === 0 && this.#timers.size === 0;
    if (this.#settled && (idle || run.mode !== "code" || this.#failure !== null)) {
      this.#end(this.#vm.send("finish", ""));
    } else if (idle) {
      this.#end({ kind: "deadlock", detail: "" });
    } else {
      this.#timers.wait(calls > 0);
      if (calls > 0 && (run.repeatKey !== null || this.#timers.size === 0))
        post({ type: "waiting" });
    }
  }

  #end(
    trouble: VmTrouble | { readonly kind: "deadlock"; readonly detail: string } | null,
    addedLines: number = this.#attempt?.addedLines ?? 0,
  ): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#timers.clear();
    this.#output.flush();
    const outOfMemory = this.#failure !== null && this.#isMemory(this.#failure);
    let ending: Ending | null = trouble?.kind ?? (outOfMemory ? "memory" : null);
    if (this.#overflowed) ending = "output";
    const done: DoneMessage = {
      type: "done",
      value: ending === null ? this.#value : null,
      failure: this.#failure,
      ending,
      detail: trouble?.detail ?? "",
      addedLines,
    };
    this.#vm?.dispose();
    this.#vm = null;
    this.#options.post(done);
    this.#done.resolve();
  }

  /** Without memory there is none for an error either: then the code is told `null`. */
  #isMemory(failure: CodeFailure): boolean {
    if (failure.name === "InternalError" && failure.message === "out of memory") return true;
    return this.#vm?.memoryFull === true && failure.name === "" && failure.message === "null";
  }

  #asked(operation: string, text: string): string | undefined {
    const { run } = this.#options;
    switch (operation) {
      case "settings":
        return this.#settings();
      case "kind":
        return this.#attempt?.use;
      case "input":
        return run.input;
      case "load":
        return guestSources.get(text);
      case "stdout":
      case "stderr":
        this.#print(operation, text);
        return undefined;
      case "call":
        this.#call(text);
        return undefined;
      case "timer":
        this.#timers.add(text);
        return undefined;
      case "cancel":
        this.#timers.remove(Number(text));
        return undefined;
      case "now":
        return String(this.#timers.now());
      case "random":
        return this.#random.hex(Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), 65_536));
      case "url":
        return urlParts(text);
      default:
        this.#report(operation, text);
        return undefined;
    }
  }

  #settings(): string {
    const { run } = this.#options;
    const { mode, names, startTime } = run;
    const { seed } = this.#random;
    const virtualClock = run.repeatKey !== null;
    const { printedChars, valueChars, hostCalls, callInputChars } = run;
    const limits = { printedChars, valueChars, hostCalls, callInputChars };
    return JSON.stringify({ mode, names, seed, startTime, virtualClock, ...limits });
  }

  /** What the code's end says of how the code ended. */
  #report(operation: string, text: string): void {
    switch (operation) {
      case "settled":
        this.#settled = true;
        break;
      case "thrown":
        this.#thrown = JSON.parse(text) as CodeFailure;
        break;
      case "value":
        this.#value = { kind: text.startsWith("json ") ? "json" : "text", text: text.slice(5) };
        break;
      case "done":
        this.#failure = text === "" ? null : (JSON.parse(text) as CodeFailure);
        break;
    }
  }

  #print(stream: OutputStreamName, text: string): void {
    // Looked at when the engine asks whether to go on, which is at once where the code prints in a loop.
    if (!this.#output.write(stream, text)) this.#overflowed = true;
  }

  #call(text: string): void {
    const match = callPattern.exec(text);
    const [head, id, name] = match ?? [];
    if (head === undefined || name === undefined || this.#waitingCalls.has(Number(id))) return;
    this.#waitingCalls.add(Number(id));
    this.#output.flush();
    this.#options.post({
      type: "call",
      id: Number(id),
      name,
      input: text.slice(head.length),
    });
  }
}
