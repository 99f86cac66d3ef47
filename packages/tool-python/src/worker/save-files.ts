import type { SavedDescriptor, SavedNode } from "../protocol/interpreter-state.ts";
import type { EmscriptenFs, FsNode, FsStream } from "./emscripten.ts";
import { siteFolder } from "./package-installer.ts";

/** The file system of an interpreter that no code ran in yet: what is as it was then need not be saved. */
export interface FileBaseline {
  readonly nodes: ReadonlyMap<FsNode, string>;
  readonly streams: readonly (FsStream | null | undefined)[];
}

/** What there is to say of the files of a session. */
export interface FileState {
  readonly nodes: readonly SavedNode[];
  readonly descriptors: readonly SavedDescriptor[];
  readonly folder: string;
}

const maxDepth = 64;
const maxPathLength = 4096;
/** The system's own: devices, what describes open files, and packages, which are installed again. */
const systemFolders = new Set(["/dev", "/proc", siteFolder]);
const empty = new Uint8Array();

/**
 * @param node - a file or folder
 * @returns something that is different after it was changed
 */
export const versionOf = (node: FsNode): string =>
  `${node.mode}:${node.usedBytes ?? 0}:${node.mtime}`;

function contentOf({ contents, usedBytes }: FsNode): Uint8Array {
  if (!ArrayBuffer.isView(contents)) return empty;
  // What was written at once is an Int8Array.
  const { buffer, byteOffset, byteLength } = contents;
  return new Uint8Array(buffer, byteOffset, usedBytes ?? byteLength).slice();
}

function* walk(fs: EmscriptenFs): Generator<{ readonly path: string; readonly node: FsNode }> {
  const folders = [{ path: "", depth: 0 }];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const name of fs.readdir(folder.path || "/")) {
      if (name === "." || name === "..") continue;
      const path = `${folder.path}/${name}`;
      if (systemFolders.has(path)) continue;
      if (path.length > maxPathLength || folder.depth > maxDepth) {
        throw new Error("its folders are nested too deeply");
      }
      const { node } = fs.lookupPath(path, { follow: false });
      yield { path, node };
      if (fs.isDir(node.mode)) folders.push({ path, depth: folder.depth + 1 });
    }
  }
}

/**
 * @param fs - the file system of a fresh interpreter
 * @returns what need not be saved
 */
export function fileBaseline(fs: EmscriptenFs): FileBaseline {
  const nodes = new Map<FsNode, string>();
  for (const { node } of walk(fs)) nodes.set(node, versionOf(node));
  return { nodes, streams: [...fs.streams] };
}

function savedNode(
  fs: EmscriptenFs,
  path: string,
  node: FsNode,
  isInput: boolean,
): SavedNode | null {
  const mode = node.mode & 0o7777;
  if (fs.isDir(node.mode)) return { kind: "folder", path, mode };
  if (fs.isLink(node.mode)) return { kind: "link", path, target: node.link ?? "" };
  if (!fs.isFile(node.mode)) return null;
  const bytes = isInput ? null : contentOf(node);
  return { kind: "file", path, mode, modified: node.mtime, bytes };
}

function pathOf(fs: EmscriptenFs, node: FsNode): string | null {
  try {
    const path = fs.getPath(node);
    return fs.lookupPath(path, { follow: false }).node === node ? path : null;
  } catch {
    return null;
  }
}

function savedDescriptors(fs: EmscriptenFs, baseline: FileBaseline): SavedDescriptor[] {
  const saved: SavedDescriptor[] = [];
  const first = new Map<object, number>();
  for (const [number, stream] of fs.streams.entries()) {
    if (!stream || stream === baseline.streams[number]) continue;
    const duplicateOf = first.get(stream.shared) ?? null;
    first.set(stream.shared, duplicateOf ?? number);
    const path = pathOf(fs, stream.node);
    const bytes = path === null ? contentOf(stream.node) : null;
    const { flags, position } = stream;
    saved.push({ number, flags, position, path, bytes, duplicateOf });
  }
  return saved;
}

/**
 * @param fs - the file system of a session, between two calls
 * @param baseline - what it was like before the first
 * @param isInput - whether a file is one that the host wrote and that did not change since
 * @returns what must be put in place for the session to go on elsewhere
 * @throws Error if that is too much to say
 */
export function saveFiles(
  fs: EmscriptenFs,
  baseline: FileBaseline,
  isInput: (path: string, node: FsNode) => boolean,
): FileState {
  const nodes: SavedNode[] = [];
  for (const { path, node } of walk(fs)) {
    if (baseline.nodes.get(node) === versionOf(node)) continue;
    const saved = savedNode(fs, path, node, isInput(path, node));
    if (saved !== null) nodes.push(saved);
  }
  return { nodes, descriptors: savedDescriptors(fs, baseline), folder: fs.cwd() };
}
