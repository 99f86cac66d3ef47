import { styleText } from "node:util";
import type { Terminal } from "./terminal.ts";
import { printable } from "./terminal.ts";

/** A piece of a line, and how it is painted. */
export interface Segment {
  readonly text: string;
  readonly style?: Parameters<typeof styleText>[0];
}

const gutter = "  │ ";

/** Lines that come in pieces, each shown when it is whole, beside a vertical rule. */
export class BoxedBlock {
  readonly #terminal: Terminal;
  readonly #paint: (line: string) => readonly Segment[];
  #rest = "";

  constructor(terminal: Terminal, paint: (line: string) => readonly Segment[]) {
    this.#terminal = terminal;
    this.#paint = paint;
  }

  push(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  end(): void {
    if (this.#rest !== "") this.#line(this.#rest);
    this.#rest = "";
  }

  #line(line: string): void {
    const room = Math.max(20, this.#terminal.width - gutter.length);
    const rule = styleText("dim", gutter);
    let written = rule;
    let column = 0;
    for (const { text, style } of this.#paint(printable(line))) {
      for (let rest = text; rest !== ""; ) {
        if (column === room) {
          written += `\n${rule}`;
          column = 0;
        }
        const piece = rest.slice(0, room - column);
        written += style === undefined ? piece : styleText(style, piece);
        column += piece.length;
        rest = rest.slice(piece.length);
      }
    }
    this.#terminal.line(written);
  }
}
