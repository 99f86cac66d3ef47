import { createHash } from "node:crypto";
import { packBytes, unpackBytes } from "./pack-bytes.ts";

/** A snapshot as it is kept in a file: a line of JSON, and the packed memory. */
interface SnapshotHeader {
  readonly format: "inhouse-python-1";
  /** What the snapshot was made of. */
  readonly key: string;
  /** The hash of the memory, unpacked. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Why a snapshot is of no use. */
export class SnapshotRefusedError extends Error {}

const format = "inhouse-python-1";
const maxHeaderBytes = 1024;
const newline = 10;

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function parseHeader(file: Uint8Array): { header: SnapshotHeader; end: number } {
  const end = file.subarray(0, maxHeaderBytes).indexOf(newline);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(file.subarray(0, Math.max(0, end))));
  } catch (cause) {
    throw new SnapshotRefusedError("the file is no snapshot", { cause });
  }
  const header = parsed as SnapshotHeader;
  if (header?.format !== format || !Number.isSafeInteger(header.bytes)) {
    throw new SnapshotRefusedError("the file is no snapshot of this version");
  }
  return { header, end: end + 1 };
}

/**
 * @param memory - the memory of an interpreter that is ready
 * @param key - what it was made of
 * @param level - how well to pack it, as for zstd
 * @returns the content of a file
 */
export async function encodeSnapshot(
  memory: Uint8Array,
  key: string,
  level?: number,
): Promise<Uint8Array> {
  const header: SnapshotHeader = { format, key, sha256: hashOf(memory), bytes: memory.length };
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  return Buffer.concat([line, await packBytes(memory, level)]);
}

/**
 * @param file - the content of a file
 * @param key - what the snapshot must have been made of
 * @returns the memory
 * @throws SnapshotRefusedError if it is of something else, damaged, or packed in a way that this Node.js does not know
 */
export async function decodeSnapshot(file: Uint8Array, key: string): Promise<Uint8Array> {
  const { header, end } = parseHeader(file);
  if (header.key !== key) {
    throw new SnapshotRefusedError(
      "the snapshot is of another version of Pyodide or of this package",
    );
  }
  let memory: Uint8Array;
  try {
    memory = await unpackBytes(file.subarray(end), header.bytes);
  } catch (cause) {
    throw new SnapshotRefusedError(`the snapshot cannot be unpacked: ${String(cause)}`, { cause });
  }
  if (memory.length !== header.bytes || hashOf(memory) !== header.sha256) {
    throw new SnapshotRefusedError("the snapshot is damaged: its hash is not that of its content");
  }
  return memory;
}
