/** A compiled module. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

/** A memory that may grow. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WebAssemblyApi {
  readonly Module: { readonly prototype: object };
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum: number;
  }) => WasmMemory;
}

/** The part of WebAssembly that engines are made with; types for Node.js alone do not know it. */
export const webAssembly: WebAssemblyApi = Reflect.get(globalThis, "WebAssembly") as WebAssemblyApi;
