import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AppendFile } from "../append-file.ts";
import { Disk } from "../disk.ts";
import type { Layout } from "../layout.ts";

/** The process died: nothing that comes after this reaches the disk. */
class Death extends Error {}

/** A disk of a process that dies in the middle of its n-th change. */
export class DyingDisk extends Disk {
  readonly #layout: Layout;
  #left: number;

  constructor(layout: Layout, changes: number) {
    super(layout.temporary, "process-safe");
    this.#layout = layout;
    this.#left = changes;
  }

  get isDead(): boolean {
    return this.#left < 0;
  }

  override async replace(path: string, content: string | Uint8Array): Promise<void> {
    await this.#change(() =>
      writeFile(join(this.#layout.temporary, "half"), content.slice(0, content.length / 2)),
    );
    await super.replace(path, content);
  }

  override async remove(path: string): Promise<void> {
    await this.#change();
    await super.remove(path);
  }

  override async removeFolder(folder: string): Promise<void> {
    const [first] = await super.names(folder);
    await this.#change(async () => {
      if (first !== undefined) await super.removeFolder(join(folder, first));
    });
    await super.removeFolder(folder);
  }

  override async openAppend(path: string): Promise<AppendFile> {
    await this.#change();
    const file = await super.openAppend(path);
    const append = file.append.bind(file);
    file.append = async (text) => {
      await this.#change(() => append(text.slice(0, text.length / 2)));
      await append(text);
    };
    file.truncate = async () => {
      throw new Death("A dead process takes nothing back.");
    };
    return file;
  }

  async #change(half: () => Promise<void> = async () => {}): Promise<void> {
    if (this.isDead) throw new Death("The process is dead.");
    this.#left--;
    if (!this.isDead) return;
    await half();
    throw new Death("The process died.");
  }
}
