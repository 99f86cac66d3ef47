import type { OutputFile, SkippedOutput } from "../protocol/messages.ts";
import type { EmscriptenFs, FsStat } from "./emscripten.ts";

/** How much a call may leave behind. */
export interface OutputFileLimits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** The new and changed files of a call. */
export interface CollectedOutputs {
  readonly files: readonly OutputFile[];
  readonly skipped: readonly SkippedOutput[];
}

const maxVisited = 2000;
const maxDepth = 8;
const maxSkippedListed = 20;

interface FoundFile {
  readonly path: string;
  readonly stat: FsStat;
}

const versionOf = (stat: FsStat): string =>
  `${stat.ino}:${stat.size}:${stat.mtime.getTime()}:${stat.ctime.getTime()}`;

interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** The first file or folder that was not looked at, or null. */
  readonly unseen: string | null;
}

function findFiles(fs: EmscriptenFs, root: string): FoundFiles {
  const files: FoundFile[] = [];
  let unseen: string | null = null;
  const folders = [{ path: root, depth: 0 }];
  let visited = 0;
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const name of fs.readdir(folder.path).sort()) {
      if (name === "." || name === "..") continue;
      const path = `${folder.path}/${name}`;
      visited += 1;
      if (visited > maxVisited) return { files, unseen: unseen ?? path };
      // Links are never followed: only what really lies in the folder goes out.
      const stat = fs.lstat(path);
      if (fs.isFile(stat.mode)) files.push({ path, stat });
      else if (!fs.isDir(stat.mode)) continue;
      else if (folder.depth < maxDepth) folders.push({ path, depth: folder.depth + 1 });
      else unseen ??= path;
    }
  }
  return { files, unseen };
}

/** Remembers what was collected, so that only new and changed files are collected again. */
export class OutputCollector {
  readonly #fs: EmscriptenFs;
  readonly #root: string;
  readonly #limits: OutputFileLimits;
  #collected = new Map<string, string>();

  constructor(fs: EmscriptenFs, root: string, limits: OutputFileLimits) {
    this.#fs = fs;
    this.#root = root;
    this.#limits = limits;
  }

  /** The paths of the files that are not collected again unless they change. */
  get collected(): string[] {
    return [...this.#collected.keys()];
  }

  /**
   * Takes files that lie there for collected.
   *
   * @param paths - what {@link OutputCollector.collected} was before the files were put here
   */
  adopt(paths: readonly string[]): void {
    const known = new Set(paths);
    this.#collected = new Map(
      this.#find()
        .files.filter(({ path }) => known.has(path))
        .map(({ path, stat }) => [path, versionOf(stat)]),
    );
  }

  /** @returns the files that are new or changed since the last call */
  collect(): CollectedOutputs {
    const { maxFiles, maxFileBytes, maxTotalBytes } = this.#limits;
    const files: OutputFile[] = [];
    const skipped: SkippedOutput[] = [];
    const collected = new Map<string, string>();
    let total = 0;
    const found = this.#find();
    if (found.unseen !== null) skipped.push({ path: found.unseen, reason: "not_looked_at" });
    for (const { path, stat } of found.files) {
      const version = versionOf(stat);
      if (this.#collected.get(path) === version) {
        collected.set(path, version);
      } else if (stat.size > maxFileBytes) {
        collected.set(path, version);
        skipped.push({ path, reason: "too_large" });
      } else if (files.length >= maxFiles || total + stat.size > maxTotalBytes) {
        // Not remembered: the next call has room for it again.
        skipped.push({ path, reason: "too_many" });
      } else {
        total += stat.size;
        collected.set(path, version);
        files.push({ path, bytes: this.#fs.readFile(path) });
      }
    }
    this.#collected = collected;
    return { files, skipped: skipped.slice(0, maxSkippedListed) };
  }

  #find(): FoundFiles {
    try {
      return findFiles(this.#fs, this.#root);
    } catch {
      // The code deleted or replaced the folder.
      return { files: [], unseen: null };
    }
  }
}
