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

  /** Appends lines, as durably as everything else. */
  async append(lines: readonly IndexLine[]): Promise<void> {
    if (lines.length === 0) return;
    const file = await this.#disk.openAppend(this.#path);
    try {
      await file.append(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      if (this.#disk.durability === "power-safe") await file.settle();
    } finally {
      await file.close();
    }
  }
}
