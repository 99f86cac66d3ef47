import { InhouseError, StorageError } from "@inhouse/contracts";
import type { FileStore } from "./file-store.ts";

/** From the first call that uses a folder to its closing. */
export class FolderSession {
  readonly #folder: string;
  readonly #open: () => Promise<FileStore>;
  readonly #running = new Set<Promise<unknown>>();
  #store: Promise<FileStore> | undefined;
  #closing: Promise<void> | undefined;

  /**
   * @param folder - the folder, for errors
   * @param open - opens it; called again after it failed
   */
  constructor(folder: string, open: () => Promise<FileStore>) {
    this.#folder = folder;
    this.#open = open;
  }

  /**
   * Works with the opened folder.
   *
   * @throws StorageError if the session was closed, or if the file system failed
   */
  async use<Result>(work: (store: FileStore) => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) {
      throw new StorageError("This storage was closed. Open a new one.", "no");
    }
    const running = this.#opened().then(work);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      if (InhouseError.isInstance(error)) throw error;
      const problem = `The files in '${this.#folder}' could not be read or written.`;
      throw new StorageError(problem, "no", { cause: error });
    } finally {
      this.#running.delete(running);
    }
  }

  /** Lets everything that was called before come to its end, and closes the folder. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running);
    const store = await this.#store;
    try {
      await store?.close();
    } catch (error) {
      const problem = `The files in '${this.#folder}' could not be brought up to date. Nothing is lost: its journal is replayed when it is opened again.`;
      throw new StorageError(problem, "no", { cause: error });
    }
  }

  #opened(): Promise<FileStore> {
    this.#store ??= this.#open().catch((error: unknown) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }
}
