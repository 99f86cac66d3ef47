import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppendFile } from "./append-file.ts";
import { isMissing } from "./file-errors.ts";
import { retryBusy } from "./retry-busy.ts";

/** What a commit that was reported as done outlives: the end of the process, or of the power supply too. */
export type Durability = "process-safe" | "power-safe";

/** The files of a storage. A file is replaced as a whole or not at all, whenever the process dies. */
export class Disk {
  readonly durability: Durability;
  readonly #temporary: string;
  #bytesWritten = 0;

  /**
   * @param temporary - a folder on the same file system for files that are being written
   * @param durability - whether to wait for the disk
   */
  constructor(temporary: string, durability: Durability) {
    this.#temporary = temporary;
    this.durability = durability;
  }

  /** How much was written so far. */
  get bytesWritten(): number {
    return this.#bytesWritten;
  }

  /** @returns the file's text, or null if there is no such file */
  async readText(path: string): Promise<string | null> {
    return (await this.readBytes(path))?.toString("utf8") ?? null;
  }

  /** @returns the file's bytes, or null if there is no such file */
  async readBytes(path: string): Promise<Buffer | null> {
    return readFile(path).catch(nullIfMissing);
  }

  /** @returns the names in a folder, none if there is no such folder */
  async names(folder: string): Promise<string[]> {
    return (await readdir(folder).catch(nullIfMissing)) ?? [];
  }

  /** @returns the length of all files in a folder and below it, in bytes */
  async folderBytes(folder: string): Promise<number> {
    // What is gone meanwhile takes nothing.
    const entries = (await readdir(folder, { withFileTypes: true }).catch(nullIfMissing)) ?? [];
    const sizes = entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return this.folderBytes(path);
      return (await stat(path).catch(nullIfMissing))?.size ?? 0;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  async makeFolder(folder: string): Promise<void> {
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined) return;
    for (let made = folder; made.length >= first.length; made = dirname(made)) {
      await this.#syncFolder(dirname(made));
    }
  }

  async replace(path: string, content: string | Uint8Array): Promise<void> {
    await this.makeFolder(dirname(path));
    const temporary = join(this.#temporary, randomUUID());
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      this.#wrote(Buffer.byteLength(content));
      if (this.durability === "power-safe") await file.datasync();
    } finally {
      await file.close();
    }
    await retryBusy(() => rename(temporary, path));
    await this.#syncFolder(dirname(path));
  }

  /** Removes a file; nothing happens if there is none. */
  async remove(path: string): Promise<void> {
    const removed = await retryBusy(() => unlink(path)).then(() => true, nullIfMissing);
    if (removed !== null) await this.#syncFolder(dirname(path));
  }

  /** Removes a folder with everything in it; nothing happens if there is none. */
  async removeFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    await this.#syncFolder(dirname(folder));
  }

  /** Opens a file to append to, which is made if it is missing. */
  async openAppend(path: string): Promise<AppendFile> {
    await this.makeFolder(dirname(path));
    const file = new AppendFile(await open(path, "a"), (bytes) => this.#wrote(bytes));
    await this.#syncFolder(dirname(path));
    return file;
  }

  #wrote(bytes: number): void {
    this.#bytesWritten += bytes;
  }

  /** A new name is on the disk only when its folder is. Windows has no way to ask for that, and no need. */
  async #syncFolder(folder: string): Promise<void> {
    if (this.durability !== "power-safe" || process.platform === "win32") return;
    const handle = await open(folder, "r").catch(nullIfMissing);
    if (handle === null) return;
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}
