import type { CommitOutcome } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import type { AppendFile } from "./append-file.ts";
import type { Disk } from "./disk.ts";

/** A file that commits are appended to. A commit is done when its line is complete. */
export class Journal {
  readonly path: string;
  readonly #disk: Disk;
  #file: AppendFile | undefined;
  #bytes = 0;
  #broken: unknown;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.path = path;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws StorageError if nobody can say what this journal ends in: nothing may follow it then */
  assertWhole(): void {
    if (this.#broken !== undefined) throw this.#failure("no", this.#broken);
  }

  /** @throws StorageError if the line was not written, or if nobody can say whether it was */
  async append(line: string): Promise<void> {
    this.assertWhole();
    const file = await this.#opened();
    try {
      await file.append(line);
    } catch (error) {
      await this.#takeBack(file, error);
      throw new StorageError(`'${this.path}' could not be written.`, "no", { cause: error });
    }
    try {
      if (this.#disk.durability === "power-safe") await file.settle();
    } catch (error) {
      // What a failed sync leaves on the disk is unknown, and a second sync would not tell.
      this.#broken = error;
      throw this.#failure("unknown", error);
    }
    this.#bytes += Buffer.byteLength(line);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #opened(): Promise<AppendFile> {
    if (this.#file !== undefined) return this.#file;
    try {
      this.#file = await this.#disk.openAppend(this.path);
      return this.#file;
    } catch (error) {
      throw new StorageError(`'${this.path}' could not be opened.`, "no", { cause: error });
    }
  }

  async #takeBack(file: AppendFile, cause: unknown): Promise<void> {
    try {
      await file.truncate(this.#bytes);
    } catch {
      this.#broken = cause;
      throw this.#failure("unknown", cause);
    }
  }

  #failure(committed: CommitOutcome, cause: unknown): StorageError {
    const message = `'${this.path}' could not be written. Close this storage and open it again to see what it holds.`;
    return new StorageError(message, committed, { cause });
  }
}
