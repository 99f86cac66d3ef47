import type { CallMessage } from "../protocol/messages.ts";
import type { CallAnswer, CodeCall } from "../tools/answer-call.ts";
import type { Transport } from "./transport.ts";

/** How many calls may wait for their answers at once; the sandbox's own limit is below it. */
const maxOpen = 256;

/** How long all answers to one run of code may be together, in characters. */
const maxAnswerChars = 32 * 1024 * 1024;

/** Whose calls they are. */
export interface OpenCallsOptions {
  readonly transport: Transport;
  /** Never rejects. */
  readonly callTool: (call: CodeCall) => Promise<CallAnswer>;
  /** An answer is on its way. */
  readonly onAnswer: () => void;
}

/** The calls that one run of code makes. When it is over, nobody hears of their answers any more. */
export class OpenCalls {
  readonly #options: OpenCallsOptions;
  readonly #calls = new Map<number, AbortController>();
  readonly #aborter = new AbortController();
  #chars = 0;

  constructor(options: OpenCallsOptions) {
    this.#options = options;
  }

  /** Whether the code can wait for an answer. */
  get areAny(): boolean {
    return this.#calls.size > 0;
  }

  /** @returns whether it is a call that an honest sandbox makes */
  make({ id, name, input }: CallMessage): boolean {
    if (this.#calls.has(id) || this.#calls.size >= maxOpen) return false;
    const own = new AbortController();
    this.#calls.set(id, own);
    const signal = AbortSignal.any([this.#aborter.signal, own.signal]);
    void this.#options.callTool({ name, input, signal }).then((answer) => {
      if (this.#aborter.signal.aborted) return;
      this.#calls.delete(id);
      if (own.signal.aborted) return;
      this.#options.onAnswer();
      this.#options.transport.send({ type: "answer", id, ...this.#within(answer) });
    });
    return true;
  }

  /** @param id - a call whose answer nobody waits for any more; one that was answered meanwhile is none */
  giveUp(id: number): void {
    this.#calls.get(id)?.abort(new Error("The code gave this call up"));
  }

  close(): void {
    this.#aborter.abort(new Error("The code has ended"));
  }

  #within(answer: CallAnswer): CallAnswer {
    this.#chars += answer.text.length;
    if (this.#chars <= maxAnswerChars) return answer;
    const text = `The tool ran, but the answers of all calls together are longer than ${maxAnswerChars} characters.`;
    return { kind: "error", text };
  }
}
