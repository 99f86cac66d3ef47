import { maxCallBytes } from "../protocol/call-limits.ts";
import type { AnswerMessage } from "../protocol/messages.ts";
import { addDevice, copyBytes } from "./devices.ts";
import type { EmscriptenFs } from "./emscripten.ts";
import { errno } from "./emscripten.ts";
import { isInterrupted } from "./interrupt-flag.ts";
import type { SandboxPort } from "./sandbox-port.ts";

/** The file by which code calls tools: it writes a call, and reads the next answer. */
const toolDevice = "/dev/tools";

/** How many calls may wait for their answers at once, and how long they may be together, in bytes. */
const maxWaiting = 200;
const maxWaitingBytes = 4 * maxCallBytes;

const waitSliceMs = 50;

/** How long an answer may take before the host is told that the code stands still. Most come before that. */
const untoldWaitMs = 1;

/** `C`, the code's own number and the function's name; the arguments follow as JSON. */
const callHead = /^C (\d{1,15}) ([\x21-\x7e]{0,64})$/;

/** `W` and the seconds for which the next reading may wait. */
const waitHead = /^W (\d{1,12}(?:\.\d+)?)\n?$/;

/** `G` and the code's own number of a call that it gives up. */
const giveUpHead = /^G (\d{1,15})\n?$/;

const utf8 = new TextDecoder();

/** The way from code to tools. It knows which answers the running code waits for; those to code before it are dropped. */
export class ToolDevice {
  readonly #fs: EmscriptenFs;
  readonly #port: SandboxPort;
  /** The code's own numbers of its calls, by ours, which are never used again. */
  readonly #waiting = new Map<number, { readonly own: string; readonly bytes: number }>();
  #waitingBytes = 0;
  #calls = 0;
  #answer = new Uint8Array(0);
  #waitMs = Number.POSITIVE_INFINITY;

  /**
   * Adds the device.
   *
   * @param fs - Emscripten's file system
   * @param port - the way to the host
   */
  constructor(fs: EmscriptenFs, port: SandboxPort) {
    this.#fs = fs;
    this.#port = port;
    addDevice(fs, toolDevice, 72, {
      write: (_stream, heap, offset, length) => {
        if (length > maxCallBytes) throw new fs.ErrnoError(errno.fileTooLarge);
        this.#write(copyBytes(heap, offset, length));
        return length;
      },
      read: (_stream, heap, offset, length) => {
        if (this.#answer.length === 0) this.#answer = this.#next();
        const chunk = this.#answer.subarray(0, length);
        heap.set(chunk, offset);
        this.#answer = this.#answer.subarray(chunk.length);
        return chunk.length;
      },
    });
  }

  /** Other code runs now: what the code before it waited for is not its business. */
  begin(): void {
    this.#waiting.clear();
    this.#waitingBytes = 0;
    this.#forgetRest();
  }

  #forgetRest(): void {
    this.#answer = new Uint8Array(0);
    this.#waitMs = Number.POSITIVE_INFINITY;
  }

  #write(bytes: Uint8Array): void {
    // The rest of an answer that an interrupt kept from being read whole.
    this.#forgetRest();
    const end = bytes.indexOf(10);
    const head = utf8.decode(bytes.subarray(0, end < 0 ? bytes.length : end));
    const wait = waitHead.exec(head);
    if (wait !== null) {
      this.#waitMs = Number(wait[1]) * 1000;
      return;
    }
    const givenUp = giveUpHead.exec(head);
    if (givenUp !== null) {
      this.#giveUp(givenUp[1]);
      return;
    }
    const call = callHead.exec(head);
    if (call === null || end < 0) throw new this.#fs.ErrnoError(errno.invalid);
    const { length } = bytes;
    if (this.#waiting.size >= maxWaiting || this.#waitingBytes + length > maxWaitingBytes) {
      throw new this.#fs.ErrnoError(errno.tryAgain);
    }
    const [, own = "", name = ""] = call;
    const id = ++this.#calls;
    this.#waiting.set(id, { own, bytes: length });
    this.#waitingBytes += length;
    this.#port.post({ type: "call", id, name, input: utf8.decode(bytes.subarray(end + 1)) });
  }

  #giveUp(own: string | undefined): void {
    for (const [id, call] of this.#waiting) {
      if (call.own !== own) continue;
      this.#waiting.delete(id);
      this.#waitingBytes -= call.bytes;
      this.#port.post({ type: "give_up", id });
    }
  }

  /** @returns the next answer as the code reads it; nothing: the time to wait is over */
  #next(): Uint8Array<ArrayBuffer> {
    const until = performance.now() + this.#waitMs;
    let waitMs = Math.min(untoldWaitMs, this.#waitMs);
    let isTold = false;
    this.#waitMs = Number.POSITIVE_INFINITY;
    // Where nothing is on its way, to wait would be for ever.
    while (this.#waiting.size > 0) {
      const answer = this.#port.receiveAnswer(waitMs);
      const call = answer && this.#waiting.get(answer.id);
      if (answer !== undefined && call !== undefined) {
        this.#waiting.delete(answer.id);
        this.#waitingBytes -= call.bytes;
        return encode(call.own, answer);
      }
      if (isInterrupted(this.#port.interrupt)) throw new this.#fs.ErrnoError(errno.interrupted);
      const left = until - performance.now();
      if (left <= 0) break;
      if (!isTold) this.#port.post({ type: "wait" });
      isTold = true;
      waitMs = Math.min(waitSliceMs, left);
    }
    // The calls go on, and so does the code: from now on its time is its own again.
    if (isTold) this.#port.post({ type: "go_on" });
    return new Uint8Array(0);
  }
}

function encode(own: string, { kind, text }: AnswerMessage): Uint8Array<ArrayBuffer> {
  const body = Buffer.from(text);
  const head = Buffer.from(`${own} ${kind} ${body.length}\n`);
  return Uint8Array.from(Buffer.concat([head, body]));
}
