/** How much a storage is tried. */
export interface StorageModelOptions {
  /** How many runs, each of up to 60 operations on a storage of its own; absent: 100. */
  readonly runs?: number;
  /** What the runs are made of, to repeat those of a failed test, which names it; absent: other ones each time. */
  readonly seed?: number;
}
