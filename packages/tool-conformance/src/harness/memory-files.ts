import type { NewToolFile, StoredFile, ToolFiles } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

let files = 0;

/** The files of one thread, in memory. */
export class MemoryFiles implements ToolFiles {
  /** What the tool made, as it gave it, by id. */
  readonly made: Map<string, NewToolFile> = new Map();
  /** Whether nothing can be kept any more, as on a full disk. */
  isFull = false;
  readonly #files = new Map<string, { readonly file: StoredFile; readonly bytes: Uint8Array }>();

  /**
   * Puts a file on the thread, as a person would.
   *
   * @param given - the file
   */
  add(given: NewToolFile): StoredFile {
    return this.#keep(given, "assistants");
  }

  list(): Promise<readonly StoredFile[]> {
    return Promise.resolve([...this.#files.values()].map(({ file }) => file));
  }

  read(fileId: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#files.get(fileId)?.bytes.slice());
  }

  async create(given: NewToolFile): Promise<StoredFile> {
    if (this.isFull) {
      const received = `${given.bytes.length} bytes`;
      throw new InvalidInputError({ param: "bytes", expected: "no more than 0 bytes", received });
    }
    const file = this.#keep(given, "assistants_output");
    this.made.set(file.id, given);
    return file;
  }

  #keep({ filename, mediaType, bytes }: NewToolFile, purpose: StoredFile["purpose"]): StoredFile {
    const file: StoredFile = {
      id: `file_${++files}`,
      createdAt: files,
      filename,
      bytes: bytes.length,
      mediaType,
      purpose,
      threadId: purpose === "assistants" ? null : "thread",
      metadata: {},
    };
    this.#files.set(file.id, { file, bytes: bytes.slice() });
    return file;
  }
}
