import { StorageCorruptError } from "@inhouse/contracts";
import type { Adapter } from "lowdb";
import type { Disk } from "./disk.ts";

/** A JSON file for lowdb that is replaced atomically, and that is never taken for empty when it is damaged. */
export class JsonFile<Data> implements Adapter<Data> {
  readonly #disk: Disk;
  readonly #path: string;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#path = path;
  }

  /**
   * @returns what is in the file, or null if there is none
   * @throws StorageCorruptError if it is no JSON
   */
  async read(): Promise<Data | null> {
    const text = await this.#disk.readText(this.#path);
    if (text === null) return null;
    try {
      return JSON.parse(text) as Data;
    } catch (error) {
      const problem = text === "" ? "it is empty" : "it is no JSON";
      throw new StorageCorruptError(this.#path, problem, { cause: error });
    }
  }

  async write(data: Data): Promise<void> {
    await this.#disk.replace(this.#path, `${JSON.stringify(data, null, 1)}\n`);
  }
}
