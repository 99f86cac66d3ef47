import type { FileHandle } from "node:fs/promises";

/** A file that grows at its end. */
export class AppendFile {
  readonly #file: FileHandle;
  readonly #wrote: (bytes: number) => void;

  /**
   * @param file - opened for appending
   * @param wrote - told of what was written
   */
  constructor(file: FileHandle, wrote: (bytes: number) => void) {
    this.#file = file;
    this.#wrote = wrote;
  }

  async append(text: string): Promise<void> {
    await this.#file.appendFile(text);
    this.#wrote(Buffer.byteLength(text));
  }

  /** Waits until the disk has what was appended. */
  async settle(): Promise<void> {
    await this.#file.datasync();
  }

  async truncate(length: number): Promise<void> {
    await this.#file.truncate(length);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
