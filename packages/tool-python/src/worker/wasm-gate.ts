import { createHash } from "node:crypto";

/** Decides which WebAssembly may still be compiled. */
export interface WasmGate {
  /**
   * Lets one module through; may be called at any time.
   *
   * @param sha256 - of the module's bytes, in hexadecimal
   */
  allow(sha256: string): void;
  /**
   * @param bytes - a module
   * @returns whether it was let through
   */
  allows(bytes: Uint8Array): boolean;
  /** Whether any module was let through. */
  readonly linking: boolean;
  /** How many modules with code of their own were compiled. */
  readonly compiled: number;
}

type Bytes = ArrayBuffer | ArrayBufferView;
type CompileModule = new (bytes: Bytes) => object;

interface WebAssemblyNamespace {
  Module: CompileModule & { readonly prototype: object };
  readonly CompileError: new (message: string) => Error;
}

/** What Python is told of a native module that was not let through. */
export const refusal = "this native module is not one that the sandbox may load";

const maxTrampolineBytes = 256;
const headerBytes = 8;
/** The sections of types, imports and exports: a module of nothing else has no code, data, table or memory. */
const codelessSections = new Set([1, 2, 7]);

const copyOf = (bytes: Bytes): Uint8Array<ArrayBuffer> =>
  ArrayBuffer.isView(bytes)
    ? Uint8Array.from(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    : new Uint8Array(bytes.slice(0));

/**
 * @param bytes - a WebAssembly module
 * @returns whether it is as small as what Emscripten makes to put a function of its imports into the call table, and
 *   has no code of its own
 */
export function isTrampoline(bytes: Uint8Array): boolean {
  if (bytes.length > maxTrampolineBytes) return false;
  let position = headerBytes;
  while (position < bytes.length) {
    if (!codelessSections.has(bytes[position++] ?? -1)) return false;
    let size = 0;
    let byte = 0x80;
    for (let shift = 0; (byte & 0x80) !== 0; shift += 7) {
      byte = bytes[position++] ?? -1;
      // A size of more than two bytes is none of a module this small.
      if (byte < 0 || shift > 7) return false;
      size |= (byte & 0x7f) << shift;
    }
    position += size;
  }
  return position === bytes.length;
}

/**
 * Replaces `WebAssembly.Module` by one that compiles Emscripten's trampolines and the modules that were let through by
 * their hash, and nothing else.
 *
 * @returns the gate
 */
export function gateWebAssembly(): WasmGate {
  const webAssembly = Reflect.get(globalThis, "WebAssembly") as WebAssemblyNamespace;
  const { Module, CompileError } = webAssembly;
  const allowed = new Set<string>();
  let compiled = 0;
  const allows = (bytes: Uint8Array): boolean =>
    allowed.has(createHash("sha256").update(bytes).digest("hex"));

  function GatedModule(bytes: Bytes): object {
    // The bytes that are compiled must be those that were hashed.
    const copy = copyOf(bytes);
    if (!isTrampoline(copy)) {
      if (!allows(copy)) throw new CompileError(refusal);
      compiled += 1;
    }
    return new Module(copy);
  }

  const { prototype } = Module;
  // `instanceof` must hold as before, and no module may lead back to the real constructor.
  Object.defineProperty(GatedModule, "prototype", { value: prototype, writable: false });
  Object.defineProperty(prototype, "constructor", { value: GatedModule, configurable: false });
  Object.defineProperty(webAssembly, "Module", {
    value: GatedModule,
    writable: false,
    configurable: false,
  });
  return {
    allows,
    allow: (sha256) => void allowed.add(sha256.toLowerCase()),
    get linking() {
      return allowed.size > 0;
    },
    get compiled() {
      return compiled;
    },
  };
}
