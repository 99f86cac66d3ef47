import { appendFile, open } from "node:fs/promises";
import type { Disk } from "./disk.ts";
import type { IndexedSegment, IndexLine } from "./index-line.ts";
import { indexHeader, readIndexText } from "./index-line.ts";

/**
 * Remembers what is in which segment, so that opening a folder need not read everything. It only repeats what the
 * segments say: without it they are read once.
 */
export class IndexFile {
  readonly #disk: Disk;
  readonly #path: string;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  /** @returns the segments that there are; undefined if the index is missing or damaged */
  async read(): Promise<IndexedSegment[] | undefined> {
    const text = await this.#disk.readText(this.#path);
    const found = text === null ? undefined : readIndexText(text);
    if (found === undefined) return undefined;
    const isWasteful = found.lines > 2 * found.segments.length + 100;
    if (isWasteful || !text?.endsWith("\n")) await this.rewrite(found.segments);
    return found.segments;
  }

  async rewrite(segments: readonly IndexedSegment[]): Promise<void> {
    const lines = [indexHeader, ...segments].map((line) => `${JSON.stringify(line)}\n`);
    await this.#disk.replace(this.#path, lines.join(""));
  }

  async append(line: IndexLine): Promise<void> {
    const text = `${JSON.stringify(line)}\n`;
    await appendFile(this.#path, text);
    this.#disk.wrote(Buffer.byteLength(text));
  }

  /** Waits until what was appended is as durable as everything else. */
  async settle(): Promise<void> {
    if (this.#disk.durability !== "power-safe") return;
    const file = await open(this.#path, "r+");
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
  }
}
