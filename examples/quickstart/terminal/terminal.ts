import { stripVTControlCharacters, styleText } from "node:util";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const narrowest = 40;
const widest = 100;

/** Standard output, with a line that tells what is being waited for. */
export class Terminal {
  readonly #out = process.stdout;
  #waiting: NodeJS.Timeout | null = null;
  #isDrawn = false;

  /** How many columns to use. */
  get width(): number {
    // Some terminals do not know their width and say 0.
    return Math.min(Math.max(this.#out.columns || 80, narrowest), widest);
  }

  write(text: string): void {
    this.settle();
    this.#out.write(text);
  }

  line(text = ""): void {
    this.write(`${text}\n`);
  }

  /** Shows what is waited for until the next write; call it at the start of a line. */
  wait(label: string): void {
    this.settle();
    if (!this.#out.isTTY) return;
    const since = performance.now();
    this.#waiting = setInterval(() => {
      const elapsed = performance.now() - since;
      const frame = frames[Math.floor(elapsed / 80) % frames.length] ?? "";
      const text = `  ${frame} ${label} ${(elapsed / 1000).toFixed(1)} s`;
      this.#out.write(`\r${styleText("dim", text.slice(0, this.width - 1))}`);
      this.#isDrawn = true;
    }, 80);
  }

  /** Takes away what {@link Terminal.wait} shows. */
  settle(): void {
    if (this.#waiting === null) return;
    clearInterval(this.#waiting);
    this.#waiting = null;
    if (this.#isDrawn) this.#out.write("\r\x1b[2K");
    this.#isDrawn = false;
  }
}

/** Text of models and programs without what could move the cursor or change the title of the window. */
export function printable(text: string): string {
  const plain = stripVTControlCharacters(text).replaceAll("\r\n", "\n").replaceAll("\t", "    ");
  return plain.replace(/[^\P{Cc}\n]/gu, "");
}
