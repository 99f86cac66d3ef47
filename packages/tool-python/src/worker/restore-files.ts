import type { SavedDescriptor, SavedNode } from "../protocol/interpreter-state.ts";
import type { EmscriptenFs } from "./emscripten.ts";
import type { FileState } from "./save-files.ts";

const nothing = new Uint8Array();

function putNode(fs: EmscriptenFs, node: SavedNode): void {
  switch (node.kind) {
    case "folder":
      fs.mkdirTree(node.path);
      break;
    case "link":
      fs.symlink(node.target, node.path);
      break;
    case "file":
      // The host wrote the other ones already.
      if (node.bytes !== null) fs.writeFile(node.path, node.bytes, { canOwn: true });
  }
}

function finishNode(fs: EmscriptenFs, node: SavedNode): void {
  if (node.kind === "link" || (node.kind === "file" && node.bytes === null)) return;
  fs.chmod(node.path, node.mode);
  if (node.kind === "file") fs.utime(node.path, node.modified, node.modified);
}

function openAgain(fs: EmscriptenFs, saved: SavedDescriptor): void {
  const original = saved.duplicateOf === null ? undefined : fs.streams[saved.duplicateOf];
  if (original) {
    fs.dupStream(original, saved.number);
    return;
  }
  const path = saved.path ?? `/tmp/.nameless-${saved.number}`;
  if (saved.path === null) fs.writeFile(path, saved.bytes ?? nothing, { canOwn: true });
  const opened = fs.open(path, saved.flags);
  if (saved.path === null) fs.unlink(path);
  // Emscripten gave it the lowest number that was free.
  const stream = fs.createStream(opened, saved.number);
  if (opened.fd !== saved.number) fs.closeStream(opened.fd);
  // What was listed of a folder is gone: it is listed from its beginning.
  stream.position = fs.isDir(stream.node.mode) ? 0 : saved.position;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // The code gets an error when it uses the file, as from any file that is gone.
  }
}

/**
 * Puts the files of a session in place. What cannot be put in place, such as a file that the host no longer has, is left
 * out.
 *
 * @param fs - the file system of a fresh interpreter
 * @param state - the files of the session
 */
export function restoreFiles(fs: EmscriptenFs, state: FileState): void {
  for (const node of state.nodes) attempt(() => putNode(fs, node));
  for (const descriptor of state.descriptors) attempt(() => openAgain(fs, descriptor));
  // A file may be open for writing that may not be opened for it again.
  for (const node of state.nodes) attempt(() => finishNode(fs, node));
  attempt(() => fs.chdir(state.folder));
}
