import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { StartingPoint } from "../protocol/starting-point.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { readSnapshotFile, SnapshotFolder } from "./snapshot-folder.ts";
import { buildIdOf, snapshotKey } from "./snapshot-key.ts";

/** What every interpreter of a process starts from. */
export interface Foundation extends StartingPoint {
  /** What the memory was made of; null if there is none. */
  readonly key: string | null;
  /** Why there is no memory, or null. */
  readonly reason: string | null;
}

/** Where a foundation comes from. */
export interface FoundationOptions {
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** The folder that snapshots are kept in where this package came without one; null: beside its own code. */
  readonly snapshotFolder: string | null;
}

/** The snapshot that the published package brings. It is not there in a checkout. */
export const shippedSnapshot: URL = new URL("../python.snapshot", import.meta.url);

// Whoever can write there can change this package anyway.
const folderBesideCode = new URL("../../node_modules/.cache/", import.meta.url);

interface CompilesWebAssembly {
  compile(bytes: Uint8Array): Promise<object>;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function findMemory(key: string, folder: SnapshotFolder): Promise<Uint8Array | null> {
  try {
    return await readSnapshotFile(shippedSnapshot, key);
  } catch {
    // A checkout, another build of Pyodide, or a Node.js without zstd: there may be one that was made here.
  }
  // One that is damaged is made anew.
  return folder.read(key).catch(() => null);
}

async function makeFoundation(options: FoundationOptions): Promise<Foundation> {
  const base = options.pyodideUrl ?? new URL(".", import.meta.resolve("pyodide")).href;
  const webAssembly = Reflect.get(globalThis, "WebAssembly") as CompilesWebAssembly;
  const wasmModule = await webAssembly.compile(await readFile(new URL("pyodide.asm.wasm", base)));
  const buildId = buildIdOf(await readFile(new URL("pyodide.mjs", base), "utf8"));
  if (buildId === null) throw new Error("Pyodide does not say which build it is");
  const key = snapshotKey(buildId);
  const folder = new SnapshotFolder(options.snapshotFolder ?? fileURLToPath(folderBesideCode));
  let memory = await findMemory(key, folder);
  if (memory === null) {
    memory = await buildSnapshot(options.pyodideUrl, wasmModule);
    // Where nothing can be written each process makes its own.
    await folder.write(key, memory).catch(() => {});
  }
  return { snapshot: memory, key, wasmModule, reason: null };
}

const inUse = new Map<string, WeakRef<Promise<Foundation>>>();

/**
 * Finds the snapshot that came with this package or was made here before, or makes one.
 *
 * @param options - where from
 * @returns the foundation, shared by all who ask for the same one at the same time; it never rejects
 */
export function layFoundation(options: FoundationOptions): Promise<Foundation> {
  const name = JSON.stringify(options);
  const existing = inUse.get(name)?.deref();
  if (existing !== undefined) return existing;
  const made = makeFoundation(options).catch(
    (error: unknown): Foundation => ({
      snapshot: null,
      key: null,
      wasmModule: null,
      reason: textOf(error),
    }),
  );
  inUse.set(name, new WeakRef(made));
  return made;
}
