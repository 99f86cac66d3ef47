import type { DoneMessage, PythonFailure } from "../protocol/messages.ts";
import type { Sandbox } from "./boot.ts";
import type { OutputCollector } from "./collect-outputs.ts";
import type { OutputWriter } from "./output-writer.ts";

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
  #unwritten: string[] = [];

  constructor(parts: SandboxSessionParts) {
    this.#parts = parts;
  }

  write(path: string, bytes: Uint8Array): void {
    try {
      this.#parts.sandbox.fs.writeFile(path, bytes, { canOwn: true });
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
    };
  }
}
