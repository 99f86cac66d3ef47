import { InvalidInputError } from "@inhouse/contracts";

/** What one execution of JavaScript may use. Lengths are in UTF-16 units, as `string.length` counts them. */
export interface JavaScriptLimits {
  /**
   * How long the code may run, in milliseconds. Neither the start of a worker counts nor the time in which the code does
   * nothing but wait for functions of the host. Default: 10 seconds.
   */
  readonly wallTimeMs: number;
  /** How long the code may wait for functions of the host in all, in milliseconds. Default: 2 minutes. */
  readonly waitTimeMs: number;
  /**
   * How long the code may take to heed the interrupt at the end of its time, in milliseconds, before its thread is ended.
   * Default: 250 milliseconds.
   */
  readonly graceMs: number;
  /** The memory of the virtual machine, in bytes. At least 4 MB, with `quickjs-emscripten` 20 MB. Default: 64 MB. */
  readonly memoryBytes: number;
  /** How long the code may be. Default: 262,144. */
  readonly codeChars: number;
  /** How much the code may print before it is stopped. Default: 65,536. */
  readonly printedChars: number;
  /** How long the value that the code brings back may be, as JSON. Default: 1,048,576. */
  readonly valueChars: number;
  /** What the model is told of the printed text and of the value, each: its beginning and its end. Default: 65,536. */
  readonly modelChars: number;
  /** How many functions of the host the code may call. Default: 50. */
  readonly hostCalls: number;
  /** How long the arguments of such a call may be, as JSON. Default: 262,144. */
  readonly callInputChars: number;
  /** How long the result of such a call may be, as JSON. Default: 1,048,576. */
  readonly callResultChars: number;
}

const kB = 1024;
const MB = 1024 * kB;

const defaults: Readonly<Record<keyof JavaScriptLimits, number>> = {
  wallTimeMs: 10_000,
  waitTimeMs: 120_000,
  graceMs: 250,
  memoryBytes: 64 * MB,
  codeChars: 256 * kB,
  printedChars: 64 * kB,
  valueChars: MB,
  modelChars: 64 * kB,
  hostCalls: 50,
  callInputChars: 256 * kB,
  callResultChars: MB,
};

const smallest: Partial<Record<keyof JavaScriptLimits, number>> = { memoryBytes: 4 * MB };
// 32-bit WebAssembly has no more.
const largest: Partial<Record<keyof JavaScriptLimits, number>> = { memoryBytes: 2048 * MB };

/**
 * @param given - the limits that differ from the defaults
 * @param base - the defaults; absent: those of this package
 * @returns all limits
 * @throws InvalidInputError if one is not a whole number in its range
 */
export function resolveLimits(
  given: Partial<JavaScriptLimits>,
  base: JavaScriptLimits = defaults,
): JavaScriptLimits {
  const limits: Record<keyof JavaScriptLimits, number> = { ...base };
  for (const name of Object.keys(defaults) as (keyof JavaScriptLimits)[]) {
    const value = given[name];
    if (value === undefined) continue;
    const least = smallest[name] ?? 0;
    const most = largest[name] ?? Number.MAX_SAFE_INTEGER;
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      throw new InvalidInputError({
        param: `limits.${name}`,
        expected: `a whole number of at least ${least}${most === Number.MAX_SAFE_INTEGER ? "" : ` and at most ${most}`}`,
        received: String(value),
      });
    }
    limits[name] = value;
  }
  return limits;
}
