import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeSnapshot, encodeSnapshot, SnapshotRefusedError } from "./snapshot-file.ts";

const extension = ".snapshot";
const keptFiles = 4;

/** A folder of snapshots, one file for each key. */
export class SnapshotFolder {
  readonly #folder: string;

  /** @param folder - its path; it need not exist */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param key - what the snapshot must have been made of
   * @returns the memory, or null if there is no such snapshot
   * @throws SnapshotRefusedError if there is one that is damaged
   */
  async read(key: string): Promise<Uint8Array | null> {
    let file: Uint8Array;
    try {
      file = await readFile(this.#path(key));
    } catch {
      return null;
    }
    return decodeSnapshot(file, key);
  }

  /**
   * Keeps a snapshot. Two processes that do it at once both succeed; a reader sees a whole file or none.
   *
   * @param key - what it was made of
   * @param memory - the memory
   * @throws Error if the folder cannot be written
   */
  async write(key: string, memory: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const aside = join(this.#folder, `${randomUUID()}.tmp`);
    try {
      await writeFile(aside, await encodeSnapshot(memory, key), { mode: 0o600 });
      await rename(aside, this.#path(key));
    } finally {
      await rm(aside, { force: true });
    }
    await this.#removeOld();
  }

  #path(key: string): string {
    return join(this.#folder, `${key.slice(0, 32)}${extension}`);
  }

  async #removeOld(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(extension));
    const paths = names.map((name) => join(this.#folder, name));
    const aged = await Promise.all(
      paths.map(async (path) => ({ path, time: (await stat(path)).mtimeMs })),
    );
    const old = aged.sort((a, b) => b.time - a.time).slice(keptFiles);
    await Promise.all(old.map(({ path }) => rm(path, { force: true })));
  }
}

/**
 * @param path - a file
 * @param key - what the snapshot in it must have been made of
 * @returns the memory
 * @throws SnapshotRefusedError if there is no such file, or its content is of no use
 */
export async function readSnapshotFile(path: string | URL, key: string): Promise<Uint8Array> {
  let file: Uint8Array;
  try {
    file = await readFile(path);
  } catch (cause) {
    throw new SnapshotRefusedError("there is no snapshot", { cause });
  }
  return decodeSnapshot(file, key);
}
