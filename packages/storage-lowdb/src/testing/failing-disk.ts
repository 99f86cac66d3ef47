import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppendFile } from "../append-file.ts";
import { Disk } from "../disk.ts";
import type { Layout } from "../layout.ts";

/**
 * How a change fails: nothing of it happens; all of it happens, and is reported as failed; the half of it happens; or the
 * half, and everything after it fails too, as on a disk that is full.
 */
export const diskFaults = ["refused", "done", "torn", "full"] as const;

/** A disk on which one change fails, of a process that goes on. */
export class FailingDisk extends Disk {
  readonly #layout: Layout;
  #left = 0;
  #fault = "";
  #hasFailed = false;

  constructor(layout: Layout) {
    super(layout.temporary, "process-safe");
    this.#layout = layout;
  }

  arm(change: number, fault: string): void {
    this.#left = change;
    this.#fault = fault;
    this.#hasFailed = false;
  }

  disarm(): boolean {
    this.#left = 0;
    return this.#hasFailed;
  }

  override replace(path: string, content: string | Uint8Array): Promise<void> {
    return this.#change(
      () => super.replace(path, content),
      () => writeFile(join(this.#layout.temporary, "half"), content.slice(0, content.length / 2)),
    );
  }

  override remove(path: string): Promise<void> {
    return this.#change(() => super.remove(path));
  }

  override removeFolder(folder: string): Promise<void> {
    return this.#change(
      () => super.removeFolder(folder),
      async () => {
        const [first] = await super.names(folder);
        if (first !== undefined) await super.removeFolder(join(folder, first));
      },
    );
  }

  override async openAppend(path: string): Promise<AppendFile> {
    // Opened twice, so that a file which is opened and reported as failed does not stay open.
    await this.#change(async () => (await super.openAppend(path)).close());
    const file = await super.openAppend(path);
    const append = file.append.bind(file);
    const truncate = file.truncate.bind(file);
    file.append = (text) =>
      this.#change(
        () => append(text),
        () => append(text.slice(0, text.length / 2)),
      );
    file.truncate = (length) => this.#change(() => truncate(length));
    return file;
  }

  async #change<Result>(
    work: () => Promise<Result>,
    half: () => Promise<unknown> = async () => {},
  ): Promise<Result> {
    if (this.#left === 0 || --this.#left > 0) return work();
    this.#hasFailed = true;
    if (this.#fault === "full") this.#left = 1;
    if (this.#fault === "done") await work();
    else if (this.#fault !== "refused") await half();
    throw new Error("The disk failed.");
  }
}
