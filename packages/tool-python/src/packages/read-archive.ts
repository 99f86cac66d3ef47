import { crc32, inflateRawSync } from "node:zlib";
import type { PythonPackageProblem } from "@inhouse/contracts";
import { archivePathProblem } from "./archive-path.ts";

/** A file of an archive. */
export interface ArchiveFile {
  /** Its path with `/`, relative and without `.` and `..`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How much an archive may hold. Sizes are in bytes, unpacked. */
export interface ArchiveLimits {
  readonly maxFiles: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
}

/** The archive was refused. */
export class ArchiveError extends Error {
  /** Why. */
  readonly problem: PythonPackageProblem;

  /**
   * @param problem - why
   * @param message - what exactly is wrong
   */
  constructor(problem: PythonPackageProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

interface Entry {
  readonly path: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Where the local header begins. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const maxCommentBytes = 0xffff;
const deflated = 8;
const madeOnUnix = 3;
const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const folder = 0o040000;

function bad(message: string): never {
  throw new ArchiveError("bad_archive", message);
}

function readName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bad("a file name is not UTF-8");
  }
}

/** Where the record at the end begins. Its comment must reach exactly to the end, so that nobody reads another one. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endBytes;
  for (let at = last; at >= Math.max(0, last - maxCommentBytes); at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    if (view.getUint16(at + 20, true) === last - at) return at;
  }
  return bad("it has no end record");
}

function readDirectory(archive: Uint8Array, view: DataView, limits: ArchiveLimits): Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    bad("it has several parts");
  }
  // An archive of more than 4 GB (ZIP64) fails here too: its numbers lie elsewhere.
  if (start + size !== end) bad("its directory is not where it should be");
  if (count > limits.maxFiles) {
    throw new ArchiveError("too_large", `it has more than ${limits.maxFiles} files`);
  }
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + entryBytes > end || view.getUint32(at, true) !== entrySignature) {
      bad("its directory is damaged");
    }
    const nameBytes = view.getUint16(at + 28, true);
    const next =
      at + entryBytes + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) bad("its directory is damaged");
    const path = readName(archive.subarray(at + entryBytes, at + entryBytes + nameBytes));
    if ((view.getUint16(at + 8, true) & 1) !== 0) bad(`'${path}' is encrypted`);
    checkKind(path, view.getUint16(at + 4, true) >>> 8, view.getUint32(at + 38, true) >>> 16);
    entries.push({
      path,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at = next;
  }
  if (at !== end) bad("its directory is damaged");
  return entries;
}

function checkKind(path: string, madeOn: number, mode: number): void {
  const type = madeOn === madeOnUnix ? mode & fileTypeMask : 0;
  if (type === 0 || type === regularFile || type === folder) return;
  throw new ArchiveError("unsafe_path", `'${path}' is a link or a device`);
}

function checkSizes(entries: readonly Entry[], limits: ArchiveLimits): void {
  let total = 0;
  for (const { path, bytes } of entries) {
    if (bytes > limits.maxFileBytes) {
      const most = `more than ${limits.maxFileBytes} bytes`;
      throw new ArchiveError("too_large", `'${path}' has ${most} unpacked`);
    }
    total += bytes;
  }
  if (total > limits.maxTotalBytes) {
    throw new ArchiveError("too_large", `it has more than ${limits.maxTotalBytes} bytes unpacked`);
  }
}

function checkPaths(entries: readonly Entry[]): void {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const { path, bytes } of entries) {
    const problem = archivePathProblem(path);
    if (problem !== null) throw new ArchiveError("unsafe_path", `'${path}' ${problem}`);
    if (path.endsWith("/")) {
      if (bytes > 0) bad(`the folder '${path}' has content`);
      folders.add(path.slice(0, -1));
      continue;
    }
    if (files.has(path)) throw new ArchiveError("unsafe_path", `'${path}' is there twice`);
    files.add(path);
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  for (const path of files) {
    if (folders.has(path)) {
      throw new ArchiveError("unsafe_path", `'${path}' is a file and a folder`);
    }
  }
}

/** The packed bytes of an entry; `free` is where the entry before it ended, so that no two share any. */
function packedBytes(
  archive: Uint8Array,
  view: DataView,
  entry: Entry,
  free: number,
): { readonly packed: Uint8Array; readonly end: number } {
  const { path, offset } = entry;
  if (offset < free) bad(`'${path}' overlaps another file`);
  if (offset + localBytes > archive.length || view.getUint32(offset, true) !== localSignature) {
    bad(`'${path}' has no header`);
  }
  const nameEnd = offset + localBytes + view.getUint16(offset + 26, true);
  if (readName(archive.subarray(offset + localBytes, nameEnd)) !== path) {
    bad(`'${path}' has another name in its header`);
  }
  const start = nameEnd + view.getUint16(offset + 28, true);
  const end = start + entry.packedBytes;
  if (end > archive.length) bad(`'${path}' is cut off`);
  return { packed: archive.subarray(start, end), end };
}

function unpack(packed: Uint8Array, { path, method, bytes, checksum }: Entry): Uint8Array {
  if (method !== 0 && method !== deflated) bad(`'${path}' is packed in an unknown way`);
  let content: Uint8Array = packed;
  if (method === deflated) {
    try {
      // What it says it has is all that it gets.
      const inflated = inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
      content = new Uint8Array(inflated.buffer, inflated.byteOffset, inflated.byteLength);
    } catch (error) {
      if (error instanceof RangeError) {
        throw new ArchiveError("too_large", `'${path}' has more bytes than it says`);
      }
      bad(`'${path}' cannot be unpacked`);
    }
  }
  if (content.length !== bytes) bad(`'${path}' has another size than it says`);
  if (crc32(content) !== checksum) bad(`'${path}' is damaged`);
  return content;
}

/**
 * Unpacks a zip archive as if it were made to do harm: nothing is written, sizes are known before anything is unpacked and
 * hold while it is, and whatever two programs could read in two ways is refused.
 *
 * @param archive - the archive's bytes
 * @param limits - how much it may hold
 * @returns its files in the order of the archive; folders are not among them
 * @throws ArchiveError if it is refused
 */
export function readArchive(archive: Uint8Array, limits: ArchiveLimits): readonly ArchiveFile[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = readDirectory(archive, view, limits);
  checkPaths(entries);
  checkSizes(entries, limits);
  let free = 0;
  const contents = new Map<string, Uint8Array>();
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const { packed, end } = packedBytes(archive, view, entry, free);
    free = end;
    const bytes = unpack(packed, entry);
    if (!entry.path.endsWith("/")) contents.set(entry.path, bytes);
  }
  return entries.flatMap(({ path }) => {
    const bytes = contents.get(path);
    return bytes === undefined ? [] : [{ path, bytes }];
  });
}
