import type { InterpreterState } from "../protocol/interpreter-state.ts";
import type { DoneMessage, PythonFailure, SavedMessage } from "../protocol/messages.ts";
import type { Sandbox } from "./boot.ts";
import type { OutputCollector } from "./collect-outputs.ts";
import type { FsNode } from "./emscripten.ts";
import type { OutputWriter } from "./output-writer.ts";
import { versionOf } from "./save-files.ts";

/** What a session is made of. */
export interface SandboxSessionParts {
  readonly sandbox: Sandbox;
  readonly output: OutputWriter;
  readonly collector: OutputCollector;
  readonly valueChars: number;
}

interface DriverReply {
  readonly value?: string | null;
  readonly exitCode?: number;
  readonly failure?: PythonFailure;
  readonly notes?: readonly string[];
}

/** The interpreter of one thread: its variables and files live from call to call. */
export class SandboxSession {
  readonly #parts: SandboxSessionParts;
  readonly #inputs = new Map<string, { readonly node: FsNode; readonly version: string }>();
  #unwritten: string[] = [];

  constructor(parts: SandboxSessionParts) {
    this.#parts = parts;
  }

  write(path: string, bytes: Uint8Array): void {
    const { fs } = this.#parts.sandbox;
    try {
      fs.writeFile(path, bytes, { canOwn: true });
      // Code that changes the file within the same millisecond must leave another time.
      const before = Date.now() - 1;
      fs.utime(path, before, before);
      const { node } = fs.lookupPath(path, { follow: false });
      this.#inputs.set(path, { node, version: versionOf(node) });
    } catch {
      this.#unwritten.push(path);
    }
  }

  remove(path: string): void {
    try {
      this.#parts.sandbox.fs.unlink(path);
    } catch {
      // The code moved or deleted it before.
    }
  }

  allowWasm(sha256: string): void {
    this.#parts.sandbox.allowWasm(sha256);
  }

  /** @returns all that the session is, or why it cannot be told */
  save(maxMemoryBytes: number): SavedMessage {
    const { sandbox, collector } = this.#parts;
    const isInput = (path: string, node: FsNode): boolean => {
      const input = this.#inputs.get(path);
      return input?.node === node && input.version === versionOf(node);
    };
    try {
      const state = sandbox.state.save(maxMemoryBytes, isInput, collector.collected);
      return { type: "saved", state, reason: null };
    } catch (error) {
      return { type: "saved", state: null, reason: String(error).slice(0, 500) };
    }
  }

  /** @throws if the session cannot go on here: the interpreter is then of no more use */
  restore(state: InterpreterState): void {
    const { sandbox, collector } = this.#parts;
    sandbox.state.restore(state);
    collector.adopt(state.collected);
    this.#unwritten = [];
  }

  /** @throws if WebAssembly threw or the driver did not answer: the interpreter is then of no more use */
  run(code: string): DoneMessage {
    const { sandbox, output, collector, valueChars } = this.#parts;
    output.begin();
    sandbox.tools.begin();
    let text: string;
    let overflowed = false;
    try {
      text = sandbox.calls.exchange(JSON.stringify({ code, valueChars }), sandbox.runDriver);
    } finally {
      overflowed = output.end();
    }
    if (text === "") throw new Error("the interpreter did not answer");
    const reply = JSON.parse(text) as DriverReply;
    const unwritten = this.#unwritten;
    this.#unwritten = [];
    return {
      type: "done",
      value: reply.value ?? null,
      exitCode: reply.exitCode ?? null,
      failure: reply.failure ?? null,
      overflowed,
      notes: reply.notes ?? [],
      ...collector.collect(),
      unwritten,
      memoryBytes: sandbox.memoryBytes(),
    };
  }
}
