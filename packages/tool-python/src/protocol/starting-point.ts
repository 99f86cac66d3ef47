/** What an interpreter starts from. */
export interface StartingPoint {
  /** The memory of an interpreter that was made ready before; null: each must make itself ready, which takes seconds. */
  readonly snapshot: Uint8Array | null;
  /** Pyodide's WebAssembly, compiled already, which nobody can change; null: each compiles it. */
  readonly wasmModule: object | null;
}
