import { InvalidInputError } from "@inhouse/contracts";

/** What one session and one call may use. */
export interface CodeInterpreterLimits {
  /** How long the code of a call may run, in milliseconds; the start of Python does not count. Default: 30 seconds. */
  readonly wallTimeMs: number;
  /**
   * How long the code may take to heed the interrupt at the end of its time, in milliseconds, before its thread is ended
   * and its variables are lost. Default: 500 milliseconds.
   */
  readonly graceMs: number;
  /** Python's heap, in bytes; beyond it the code gets a MemoryError. At least 64 MB. Default: 512 MB. */
  readonly memoryBytes: number;
  /** All files of a session together, in bytes; they lie in memory. Default: 128 MB. */
  readonly diskBytes: number;
  /** The packages that a session has installed, unpacked, in bytes; they do not count as files. Default: 256 MB. */
  readonly packageBytes: number;
  /** How many files, folders and links a session may have. Default: 20,000. */
  readonly inodes: number;
  /** How long the code of a call may be, in characters. Default: 262,144. */
  readonly codeChars: number;
  /** What a call may print, in bytes, before printing fails. Default: 1 MB. */
  readonly printedBytes: number;
  /**
   * What the model is told of the printed text, in characters: the first three quarters and the last quarter of it.
   * Default: 65,536.
   */
  readonly modelChars: number;
  /** What the model is told of the last expression's value, in characters. Default: 20,000. */
  readonly valueChars: number;
  /** How many calls of a thread may wait for the one that runs; a further one is refused as `Busy`. Default: 8. */
  readonly waitingCalls: number;
  /** How large a file of the thread may be to be put into the sandbox, in bytes. Default: 50 MB. */
  readonly inputFileBytes: number;
  /** How many files of the thread are put into a session. Default: 100. */
  readonly inputFiles: number;
  /** How large a file that the code made may be to be kept, in bytes. Default: 20 MB. */
  readonly outputFileBytes: number;
  /** How many files are kept of one call. Default: 20. */
  readonly outputFiles: number;
  /** How large the files kept of one call may be together, in bytes. Default: 50 MB. */
  readonly outputTotalBytes: number;
  /** How many calls of other tools the code of a call may make; 0: none. Default: 200. */
  readonly toolCalls: number;
  /** How large an image may be to be shown to the model, in bytes. Default: 5 MB. */
  readonly modelImageBytes: number;
}

const kB = 1024;
const MB = 1024 * kB;

const defaults: Readonly<Record<keyof CodeInterpreterLimits, number>> = {
  wallTimeMs: 30_000,
  graceMs: 500,
  memoryBytes: 512 * MB,
  diskBytes: 128 * MB,
  packageBytes: 256 * MB,
  inodes: 20_000,
  codeChars: 256 * kB,
  printedBytes: MB,
  modelChars: 64 * kB,
  valueChars: 20_000,
  waitingCalls: 8,
  inputFileBytes: 50 * MB,
  inputFiles: 100,
  outputFileBytes: 20 * MB,
  outputFiles: 20,
  outputTotalBytes: 50 * MB,
  toolCalls: 200,
  modelImageBytes: 5 * MB,
};

const smallest: Partial<Record<keyof CodeInterpreterLimits, number>> = { memoryBytes: 64 * MB };

/**
 * @param given - the limits that differ from the defaults
 * @returns all limits
 * @throws InvalidInputError if one is not a whole number in its range
 */
export function resolveLimits(given: Partial<CodeInterpreterLimits>): CodeInterpreterLimits {
  const limits: Record<keyof CodeInterpreterLimits, number> = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof CodeInterpreterLimits)[]) {
    const value = given[name];
    if (value === undefined) continue;
    const least = smallest[name] ?? 0;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidInputError({
        param: `limits.${name}`,
        expected: `a whole number of at least ${least}`,
        received: String(value),
      });
    }
    limits[name] = value;
  }
  return limits;
}
