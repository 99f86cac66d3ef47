import type { EmscriptenFs, FsNode } from "./emscripten.ts";
import { errno } from "./emscripten.ts";

const maxNameLength = 255;
const maxLinkLength = 1024;

const sizeOf = (node: FsNode): number =>
  node.contents instanceof Uint8Array ? node.contents.length : 0;

function countStored(fs: EmscriptenFs): { readonly bytes: number; readonly nodes: number } {
  const nodes = new Set<FsNode>();
  for (const first of fs.nameTable) {
    for (let node = first; node !== undefined; node = node.name_next) nodes.add(node);
  }
  // A deleted file lives on while it is open.
  for (const stream of fs.streams) if (stream?.node) nodes.add(stream.node);
  let bytes = 0;
  for (const node of nodes) bytes += sizeOf(node);
  return { bytes, nodes: nodes.size };
}

/** The bound of the file system. */
export interface DiskLimit {
  /**
   * Makes room for something that is not the code's own, such as a package.
   *
   * @param bytes - how many bytes more may be stored from now on
   * @param nodes - how many files and folders more
   */
  extend(bytes: number, nodes: number): void;
}

/** What may be stored, beyond what is stored already. */
export interface DiskLimits {
  readonly diskBytes: number;
  /** Files, folders, links and devices. */
  readonly inodes: number;
}

/**
 * Bounds the file system in memory, which lies outside the WebAssembly heap: beyond it Python gets `ENOSPC`.
 *
 * @param fs - Emscripten's file system
 * @param limits - what may be stored beyond what is there now
 * @returns the bound, which can be extended
 */
export function limitDisk(fs: EmscriptenFs, limits: DiskLimits): DiskLimit {
  const memory = fs.filesystems.MEMFS;
  const atStart = countStored(fs);
  let allowedBytes = atStart.bytes + limits.diskBytes;
  let allowedNodes = atStart.nodes + limits.inodes;
  // Deletions are not subtracted as they happen; these are upper bounds that are counted anew when they reach the limit.
  let bytes = atStart.bytes;
  let nodes = atStart.nodes;

  const reserve = (more: number): void => {
    if (bytes + more > allowedBytes) bytes = countStored(fs).bytes;
    if (bytes + more > allowedBytes) throw new fs.ErrnoError(errno.noSpace);
  };
  const growing = (node: FsNode, size: number, change: () => void): void => {
    const before = sizeOf(node);
    reserve(Math.max(0, size - before));
    change();
    bytes += sizeOf(node) - before;
  };

  const { createNode, expandFileStorage, resizeFileStorage } = memory;
  memory.expandFileStorage = (node, capacity) =>
    growing(node, capacity, () => expandFileStorage(node, capacity));
  memory.resizeFileStorage = (node, size) =>
    growing(node, size, () => resizeFileStorage(node, size));

  const file = memory.ops_table.file.stream;
  const { write } = file;
  file.write = (stream, buffer, offset, length, position, canOwn) => {
    // Only the first write of a file and one that hands its bytes over bypass expandFileStorage.
    if (canOwn !== true && (stream.node.usedBytes !== 0 || position !== 0)) {
      return write(stream, buffer, offset, length, position, canOwn);
    }
    let written = 0;
    growing(stream.node, length, () => {
      written = write(stream, buffer, offset, length, position, canOwn);
    });
    return written;
  };

  const checkName = (name: string): void => {
    if (name.length > maxNameLength) throw new fs.ErrnoError(errno.nameTooLong);
  };
  memory.createNode = (parent, name, mode, device) => {
    checkName(name);
    if (nodes >= allowedNodes) nodes = countStored(fs).nodes;
    if (nodes >= allowedNodes) throw new fs.ErrnoError(errno.noSpace);
    nodes += 1;
    const node = createNode(parent, name, mode, device);
    // A file named `__proto__` must be a file like any other.
    if (fs.isDir(mode)) node.contents = Object.create(null) as Record<string, FsNode>;
    return node;
  };
  const folder = memory.ops_table.dir.node;
  const { rename, symlink } = folder;
  folder.rename = (node, parent, name) => {
    checkName(name);
    rename(node, parent, name);
  };
  folder.symlink = (parent, name, target) => {
    if (target.length > maxLinkLength) throw new fs.ErrnoError(errno.nameTooLong);
    return symlink(parent, name, target);
  };
  return {
    extend(moreBytes, moreNodes) {
      allowedBytes += moreBytes;
      allowedNodes += moreNodes;
    },
  };
}
