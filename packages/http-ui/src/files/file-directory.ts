import { NotFoundError } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { UIFile } from "./ui-file.ts";

/** What is known of the files of one tenant, as clients are shown them. It lives as long as one request. */
export class FileDirectory {
  readonly #inhouse: TenantRuntime;
  readonly #url: (fileId: string) => string;
  readonly #known = new Map<string, UIFile>();

  /**
   * @param inhouse - whose files
   * @param url - where a client gets the content of a file
   */
  constructor(inhouse: TenantRuntime, url: (fileId: string) => string) {
    this.#inhouse = inhouse;
    this.#url = url;
  }

  /** Finds out about files, so that `find` knows them. */
  async learn(fileIds: readonly string[]): Promise<void> {
    const unknown = [...new Set(fileIds)].filter((id) => !this.#known.has(id));
    await Promise.all(unknown.map(async (id) => this.#known.set(id, await this.#read(id))));
  }

  /** The file; one that nothing is known of has a type that says nothing. */
  readonly find = (fileId: string): UIFile => this.#known.get(fileId) ?? this.#gone(fileId);

  async #read(fileId: string): Promise<UIFile> {
    try {
      const { mediaType, filename } = await this.#inhouse.files.retrieve(fileId);
      return { url: this.#url(fileId), mediaType, filename };
    } catch (error) {
      if (error instanceof NotFoundError) return this.#gone(fileId);
      throw error;
    }
  }

  #gone(fileId: string): UIFile {
    return { url: this.#url(fileId), mediaType: "application/octet-stream", filename: fileId };
  }
}
