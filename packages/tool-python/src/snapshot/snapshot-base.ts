/** The memory that interpreters start with: what that of a session is told as a difference from. */
export interface SnapshotBase {
  /** Python's memory, without what Pyodide puts before it. */
  readonly memory: Uint8Array;
  /** The hash of the snapshot. */
  readonly sha256: string;
}

/**
 * @param snapshot - a snapshot as Pyodide makes it
 * @param sha256 - its hash
 */
export function snapshotBase(snapshot: Uint8Array, sha256: string): SnapshotBase {
  // The second number says where the memory begins.
  const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  return { memory: snapshot.subarray(view.getUint32(4, true)), sha256 };
}
