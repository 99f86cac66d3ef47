import type { Terminal } from "./terminal.ts";
import { printable } from "./terminal.ts";

/** How prose is set. */
export interface ProseStyle {
  /** What stands before each line; absent: two spaces. */
  readonly indent?: string;
  readonly paint?: (text: string) => string;
}

/** Text that comes in pieces, wrapped between words. */
export class ProseBlock {
  readonly #terminal: Terminal;
  readonly #indent: string;
  readonly #paint: (text: string) => string;
  #column = 0;
  #hanging = "";
  #gap = "";
  #word = "";

  constructor(terminal: Terminal, { indent = "  ", paint = (text) => text }: ProseStyle = {}) {
    this.#terminal = terminal;
    this.#indent = indent;
    this.#paint = paint;
  }

  push(text: string): void {
    for (const character of printable(text)) {
      if (character === "\n") this.#endLine();
      else if (character === " ") this.#endWord(character);
      else this.#word += character;
    }
  }

  end(): void {
    this.#endWord("");
    if (this.#column > 0) this.#endLine();
  }

  #endLine(): void {
    this.#endWord("");
    this.#terminal.write("\n");
    this.#column = 0;
    this.#hanging = "";
    this.#gap = "";
  }

  #endWord(gap: string): void {
    if (this.#word !== "") {
      const wanted = this.#column + this.#gap.length + this.#word.length;
      if (this.#column > 0 && wanted > this.#terminal.width - this.#indent.length) {
        this.#terminal.write("\n");
        this.#column = 0;
        this.#gap = this.#hanging;
      }
      // The lines of a list's item stand under its words, not under its bullet.
      if (this.#column === 0 && /^(?:[-*•]|\d+\.)$/.test(this.#word)) {
        this.#hanging = " ".repeat(this.#gap.length + this.#word.length + 1);
      }
      const start = this.#column === 0 ? this.#indent : "";
      this.#terminal.write(`${start}${this.#gap}${this.#paint(this.#word)}`);
      this.#column += this.#gap.length + this.#word.length;
      this.#gap = "";
      this.#word = "";
    }
    this.#gap += gap;
  }
}

/** Writes a text that is whole already. */
export function writeProse(terminal: Terminal, text: string, style: ProseStyle = {}): void {
  const block = new ProseBlock(terminal, style);
  block.push(text);
  block.end();
}
