import type { CodeInterpreterLimits } from "../limits.ts";
import type {
  DoneMessage,
  OutputFile,
  PythonErrorKind,
  PythonFailure,
  SkippedOutput,
} from "../protocol/messages.ts";

const maxPathChars = 1024;
const maxNameChars = 200;
const maxMessageChars = 4000;
const tracebackChars = 8000;
const maxSkippedListed = 20;

const kinds: ReadonlyMap<string, PythonErrorKind> = new Map([
  ["KeyboardInterrupt", "interrupted"],
  ["MemoryError", "memory"],
  ["ModuleNotFoundError", "package"],
  ["SyntaxError", "syntax"],
  ["IndentationError", "syntax"],
  ["TabError", "syntax"],
]);

// Neither a lone surrogate nor NUL can be stored by every database.
const clean = (value: string): string => value.toWellFormed().replaceAll("\0", "\u2400");

const textOf = (value: unknown, maxChars: number): string =>
  typeof value === "string" ? clean(value.slice(0, maxChars)) : "";

function failureOf(value: unknown): PythonFailure | null {
  if (typeof value !== "object" || value === null) return null;
  const { name, message, traceback, line } = value as Record<string, unknown>;
  const known = textOf(name, maxNameChars);
  return {
    kind: kinds.get(known) ?? "python",
    name: known === "" ? "Exception" : known,
    message: textOf(message, maxMessageChars),
    line: Number.isSafeInteger(line) ? (line as number) : null,
    module: null,
    // Its end says what happened.
    traceback: typeof traceback === "string" ? clean(traceback.slice(-tracebackChars)) : "",
  };
}

function filesOf(
  value: unknown,
  limits: CodeInterpreterLimits,
): { readonly files: OutputFile[]; readonly skipped: SkippedOutput[] } {
  const files: OutputFile[] = [];
  const skipped: SkippedOutput[] = [];
  let total = 0;
  for (const item of Array.isArray(value) ? (value as unknown[]) : []) {
    if (skipped.length >= maxSkippedListed) break;
    const { path, bytes } = Object(item) as Record<string, unknown>;
    const name = textOf(path, maxPathChars);
    if (name === "" || !(bytes instanceof Uint8Array)) continue;
    if (bytes.byteLength > limits.outputFileBytes) {
      skipped.push({ path: name, reason: "too_large" });
    } else if (
      files.length >= limits.outputFiles ||
      total + bytes.byteLength > limits.outputTotalBytes
    ) {
      skipped.push({ path: name, reason: "too_many" });
    } else {
      total += bytes.byteLength;
      files.push({ path: name, bytes });
    }
  }
  return { files, skipped };
}

/**
 * Cuts what a remote sandbox answered down to what a call may bring back.
 *
 * @param value - a `RemoteResult`, or whatever hostile code made of it
 * @param limits - what a call may bring back
 */
export function boundResult(
  value: unknown,
  limits: CodeInterpreterLimits,
): Pick<DoneMessage, "value" | "failure" | "files" | "skipped"> {
  const result = Object(value) as Record<string, unknown>;
  return {
    // One character more shows that it was cut.
    value: typeof result.value === "string" ? textOf(result.value, limits.valueChars + 1) : null,
    failure: failureOf(result.error),
    ...filesOf(result.files, limits),
  };
}
