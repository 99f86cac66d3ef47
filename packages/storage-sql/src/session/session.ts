import { InhouseError, StorageError } from "@inhouse/contracts";

/** What a session opens. */
export interface Closable {
  close(): Promise<void> | void;
}

/** From the first call that uses a database to its closing. */
export class Session<Store extends Closable> {
  readonly #location: string;
  readonly #open: () => Promise<Store>;
  readonly #running = new Set<Promise<unknown>>();
  #store: Promise<Store> | undefined;
  #closing: Promise<void> | undefined;

  /**
   * @param location - the database, for errors
   * @param open - opens it; called again after it failed
   */
  constructor(location: string, open: () => Promise<Store>) {
    this.#location = location;
    this.#open = open;
  }

  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Works with the opened database.
   *
   * @throws StorageError if the session was closed, or if the database failed
   */
  async use<Result>(work: (store: Store) => Promise<Result> | Result): Promise<Result> {
    if (this.isClosed) throw new StorageError("This storage was closed. Open a new one.", "no");
    const running = this.#opened().then(work);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.#running.delete(running);
    }
  }

  /** Lets everything that was called before come to its end, and closes the database. */
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
      throw this.#explained(error);
    }
  }

  #opened(): Promise<Store> {
    this.#store ??= this.#open().catch((error: unknown) => {
      this.#store = undefined;
      throw error;
    });
    return this.#store;
  }

  #explained(error: unknown): InhouseError {
    if (InhouseError.isInstance(error)) return error;
    const reason = error instanceof Error ? `: ${error.message}` : "";
    const problem = `The database ${this.#location} failed${reason}`;
    return new StorageError(problem, "no", { cause: error });
  }
}
