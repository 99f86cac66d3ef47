/** A file, folder or link of Emscripten's file system in memory. */
export interface FsNode {
  id: number;
  name: string;
  mode: number;
  contents?: Uint8Array | Int8Array | Record<string, FsNode>;
  usedBytes?: number;
  name_next?: FsNode;
  /** When it was written last, in milliseconds since 1970. */
  mtime: number;
  /** Where a symbolic link leads. */
  link?: string;
}

/** An open file. */
export interface FsStream {
  readonly node: FsNode;
  readonly fd: number;
  readonly flags: number;
  position: number;
  /** One object for all duplicates of a descriptor. */
  readonly shared: object;
}

export interface FsStat {
  readonly ino: number;
  readonly mode: number;
  readonly size: number;
  readonly mtime: Date;
  readonly ctime: Date;
}

type Write = (
  stream: FsStream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
  canOwn?: boolean,
) => number;

/** Emscripten's file system in memory. Its methods are looked up at every call, so that they can be replaced. */
export interface MemoryFs {
  createNode(parent: FsNode | null, name: string, mode: number, dev: number): FsNode;
  expandFileStorage(node: FsNode, capacity: number): void;
  resizeFileStorage(node: FsNode, size: number): void;
  readonly ops_table: {
    readonly file: { readonly stream: { write: Write } };
    readonly dir: {
      readonly node: {
        rename(node: FsNode, folder: FsNode, name: string): void;
        symlink(parent: FsNode, name: string, target: string): FsNode;
      };
    };
  };
}

/** What a device of the sandbox does; all bytes are those of the WebAssembly heap. */
export interface DeviceOperations {
  open(): void;
  close(): void;
  llseek(): number;
  read(stream: unknown, heap: Int8Array, offset: number, length: number): number;
  write(stream: unknown, heap: Int8Array, offset: number, length: number): number;
}

/** The part of Emscripten's `FS` that the worker uses. */
export interface EmscriptenFs {
  readonly filesystems: { readonly MEMFS: MemoryFs };
  readonly nameTable: readonly (FsNode | undefined)[];
  readonly streams: readonly (FsStream | null | undefined)[];
  readonly ErrnoError: new (errno: number) => Error;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  isLink(mode: number): boolean;
  lookupPath(path: string, options: { readonly follow: boolean }): { readonly node: FsNode };
  getPath(node: FsNode): string;
  cwd(): string;
  lstat(path: string): FsStat;
  readdir(path: string): string[];
  readFile(path: string, options?: object): Uint8Array;
  writeFile(path: string, bytes: Uint8Array, options?: { readonly canOwn?: boolean }): void;
  unlink(path: string): void;
  symlink(target: string, path: string): void;
  chmod(path: string, mode: number): void;
  utime(path: string, accessed: number, modified: number): void;
  open(path: string, flags: number): FsStream;
  createStream(stream: FsStream, descriptor: number): FsStream;
  dupStream(stream: FsStream, descriptor: number): FsStream;
  closeStream(descriptor: number): void;
  mkdirTree(path: string): void;
  chdir(path: string): void;
  makedev(major: number, minor: number): number;
  getDevice(device: number): unknown;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, device: number): void;
}

/** The table of JavaScript functions that the WebAssembly module may call. */
export type ImportTable = Record<string, unknown>;

/** The part of Pyodide's Emscripten module that the worker uses. */
export interface EmscriptenModule {
  readonly FS: EmscriptenFs;
  readonly HEAP8: Int8Array;
  readonly HEAPU8: Uint8Array;
  /** The functions that WebAssembly calls by number. */
  readonly wasmTable: { readonly length: number };
  readonly HEAPU32: Uint32Array;
  growMemory(bytes: number): number | undefined;
  stringToNewUTF8(text: string): number;
  _PyRun_SimpleString(pointer: number): number;
  _PyObject_CallNoArgs(pointer: number): number;
  _PyErr_Clear(): void;
  _Py_IncRef(pointer: number): void;
}

/** What Emscripten does with its instance. */
export type ReceiveInstance = (instance: { readonly exports: object }, module: object) => unknown;

/** The settings that Pyodide hands to Emscripten. */
export interface EmscriptenSettings {
  instantiateWasm?: (imports: Record<string, ImportTable>, done: ReceiveInstance) => unknown;
}

/** The numbers of WASI's errors, as Python's `errno` has them here. */
export const errno: {
  readonly fileTooLarge: number;
  readonly interrupted: number;
  readonly invalid: number;
  readonly nameTooLong: number;
  readonly noSpace: number;
  readonly tryAgain: number;
} = { fileTooLarge: 22, interrupted: 27, invalid: 28, nameTooLong: 37, noSpace: 51, tryAgain: 6 };
