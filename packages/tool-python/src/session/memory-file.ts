import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const files = new WeakMap<Uint8Array, Promise<number | null>>();
const closing = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

async function writeOut(memory: Uint8Array): Promise<number | null> {
  let folder: string;
  try {
    folder = await mkdtemp(join(tmpdir(), "inhouse-python-"));
  } catch {
    // A system on which nothing can be written.
    return null;
  }
  try {
    const path = join(folder, "memory");
    await writeFile(path, memory, { mode: 0o400 });
    const descriptor = openSync(path, "r");
    closing.register(memory, descriptor);
    return descriptor;
  } catch {
    return null;
  } finally {
    // What is open stays readable.
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts memory into a file without a name, which many processes can read at once and much faster than from a pipe.
 *
 * @param memory - what to put there; the file lasts as long as it does
 * @returns a file descriptor to read from, or null where no file can be written
 */
export function memoryFile(memory: Uint8Array): Promise<number | null> {
  const existing = files.get(memory);
  if (existing !== undefined) return existing;
  const file = writeOut(memory);
  files.set(memory, file);
  return file;
}
