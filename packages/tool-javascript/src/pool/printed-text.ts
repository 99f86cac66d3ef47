import type { ToolOutputChunk } from "@inhouse/contracts";

/** What the code of a call printed, in the order in which it was printed. */
export class PrintedText {
  readonly #chunks: ToolOutputChunk[] = [];

  /** @param chunk - the next piece */
  add(chunk: ToolOutputChunk): void {
    this.#chunks.push(chunk);
  }

  /** What went to stdout. */
  get stdout(): string {
    return this.#of("stdout");
  }

  /** What went to stderr. */
  get stderr(): string {
    return this.#of("stderr");
  }

  /** Everything, as a person saw it appear. */
  get all(): string {
    return this.#chunks.map((chunk) => chunk.text).join("");
  }

  #of(stream: ToolOutputChunk["stream"]): string {
    return this.#chunks
      .filter((chunk) => chunk.stream === stream)
      .map((chunk) => chunk.text)
      .join("");
  }
}
