import type { OutputStreamName } from "../protocol/messages.ts";

/** What one execution may print, and how it is sent on. */
export interface OutputBufferOptions {
  /** How much may be printed. */
  readonly limitChars: number;
  /** Sends a piece of text on. */
  readonly send: (stream: OutputStreamName, text: string) => void;
}

const freeMessages = 200;
const batchChars = 4096;

/**
 * Sends on what the code prints: at once, until it has sent many pieces; then in batches, so that a loop of tiny prints
 * cannot flood the other side.
 */
export class OutputBuffer {
  readonly #options: OutputBufferOptions;
  #left: number;
  #messages = 0;
  #pending = "";
  #stream: OutputStreamName = "stdout";

  constructor(options: OutputBufferOptions) {
    this.#options = options;
    this.#left = options.limitChars;
  }

  /**
   * @param stream - where the code prints
   * @param text - what it prints
   * @returns whether it fits; only its beginning is sent if it does not
   */
  write(stream: OutputStreamName, text: string): boolean {
    if (stream !== this.#stream) this.flush();
    this.#stream = stream;
    const fits = text.length <= this.#left;
    const taken = fits ? text : text.slice(0, this.#left);
    this.#left -= taken.length;
    this.#pending += taken;
    if (this.#messages < freeMessages || this.#pending.length >= batchChars) this.flush();
    return fits;
  }

  /** Sends on what waits. */
  flush(): void {
    if (this.#pending === "") return;
    this.#messages += 1;
    this.#options.send(this.#stream, this.#pending);
    this.#pending = "";
  }
}
