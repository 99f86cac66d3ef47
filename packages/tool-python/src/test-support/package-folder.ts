import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MadeWheel } from "./make-wheel.ts";

/** What a lock file says of a wheel beside its name and hash. */
export interface Listed {
  readonly wheel: MadeWheel;
  readonly imports: readonly string[];
  readonly depends?: readonly string[];
}

/** A folder of packages that a test fills. */
export class TestPackageFolder implements AsyncDisposable {
  readonly path: string;
  readonly #listed: Listed[] = [];

  static async make(): Promise<TestPackageFolder> {
    return new TestPackageFolder(await mkdtemp(join(tmpdir(), "packages-")));
  }

  private constructor(path: string) {
    this.path = path;
  }

  /** Adds wheels, and writes the lock file anew. */
  async add(...listed: readonly Listed[]): Promise<void> {
    this.#listed.push(...listed);
    for (const { wheel } of listed) await this.write(wheel.filename, wheel.bytes);
    const packages = this.#listed.map(({ wheel, imports, depends = [] }) => {
      const [name = "", version = ""] = wheel.filename.split("-");
      const { filename, sha256 } = wheel;
      return [name, { name, version, file_name: filename, sha256, imports, depends }];
    });
    const info = { python: "3.14.2", abi_version: "2026_0" };
    const lock = JSON.stringify({ info, packages: Object.fromEntries(packages) });
    await this.write("pyodide-lock.json", lock);
  }

  async write(filename: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(this.path, filename), content);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
