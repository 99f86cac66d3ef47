import type { CodeInterpreterLimits } from "../limits.ts";
import { maxCallBytes } from "./call-limits.ts";
import type {
  DoneMessage,
  OutputFile,
  PythonErrorKind,
  PythonFailure,
  SavedMessage,
  SkippedOutput,
  WorkerMessage,
} from "./messages.ts";
import { MalformedStateError, parseInterpreterState } from "./parse-interpreter-state.ts";

/** Files are counted by what they hold, not by their number, when they are written. */
const slackBytes = 1024 * 1024;
const maxPathChars = 4096;
const maxListed = 1000;
const maxNameChars = 400;
const maxNotes = 20;
const maxNoteChars = 1000;
const maxMessageChars = 20_000;
const maxFunctionChars = 64;

const errorKinds: readonly PythonErrorKind[] = [
  "python",
  "syntax",
  "interrupted",
  "memory",
  "disk",
  "network",
  "stdin",
  "package",
  "tool",
];

class Malformed extends Error {}

function text(value: unknown, maxChars: number): string {
  if (typeof value !== "string" || value.length > maxChars) throw new Malformed();
  // Neither a lone surrogate nor NUL can be stored by every database.
  return value.toWellFormed().replaceAll("\0", "\u2400");
}

function list(value: unknown, maxItems: number): unknown[] {
  if (!Array.isArray(value) || value.length > maxItems) throw new Malformed();
  return value as unknown[];
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Malformed();
  return value as Record<string, unknown>;
}

function oneOf<T extends string>(value: unknown, values: readonly T[]): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new Malformed();
  return found;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Malformed();
  return value as number;
}

function wholeOrNull(value: unknown): number | null {
  return value === null ? null : whole(value);
}

function parseFailure(value: unknown): PythonFailure | null {
  if (value === null) return null;
  const failure = record(value);
  return {
    kind: oneOf(failure.kind, errorKinds),
    name: text(failure.name, maxNameChars),
    message: text(failure.message, maxMessageChars),
    line: wholeOrNull(failure.line),
    module: failure.module === null ? null : text(failure.module, maxNameChars),
    ...(typeof failure.tool === "string" && { tool: text(failure.tool, maxNameChars) }),
    traceback: text(failure.traceback, maxMessageChars),
  };
}

function parseFiles(value: unknown, limits: CodeInterpreterLimits): OutputFile[] {
  let total = 0;
  return list(value, limits.outputFiles).map((item) => {
    const { path, bytes } = record(item);
    if (!(bytes instanceof Uint8Array) || bytes.byteLength > limits.outputFileBytes) {
      throw new Malformed();
    }
    total += bytes.byteLength;
    if (total > limits.outputTotalBytes) throw new Malformed();
    return { path: text(path, maxPathChars), bytes };
  });
}

function parseSkipped(value: unknown): SkippedOutput {
  const { path, reason } = record(value);
  return {
    path: text(path, maxPathChars),
    reason: oneOf(reason, ["too_large", "too_many", "not_looked_at"]),
  };
}

function parseDone(message: Record<string, unknown>, limits: CodeInterpreterLimits): DoneMessage {
  const { value, overflowed } = message;
  if (typeof overflowed !== "boolean") throw new Malformed();
  return {
    type: "done",
    value: value === null ? null : text(value, 2 * limits.valueChars + 2),
    exitCode: wholeOrNull(message.exitCode),
    failure: parseFailure(message.failure),
    overflowed,
    notes: list(message.notes, maxNotes).map((note) => text(note, maxNoteChars)),
    files: parseFiles(message.files, limits),
    skipped: list(message.skipped, maxListed).map(parseSkipped),
    unwritten: list(message.unwritten, maxListed).map((path) => text(path, maxPathChars)),
    memoryBytes: wholeOrNull(message.memoryBytes) ?? 0,
  };
}

function parseSaved(
  message: Record<string, unknown>,
  { memoryBytes, diskBytes }: CodeInterpreterLimits,
): SavedMessage {
  const { state, reason } = message;
  return {
    type: "saved",
    state:
      state === null
        ? null
        : parseInterpreterState(state, { memoryBytes, fileBytes: diskBytes + slackBytes }),
    reason: reason === null ? null : text(reason, maxMessageChars),
  };
}

function parse(value: unknown, limits: CodeInterpreterLimits): WorkerMessage {
  const message = record(value);
  switch (message.type) {
    case "ready":
      return { type: "ready" };
    case "boot_failed":
    case "fatal":
      return { type: message.type, reason: text(message.reason, maxMessageChars) };
    case "violation":
      return { type: "violation", operation: text(message.operation, maxNameChars) };
    case "output":
      return {
        type: "output",
        stream: oneOf(message.stream, ["stdout", "stderr"]),
        text: text(message.text, 2 * limits.printedBytes),
      };
    case "saved":
      return parseSaved(message, limits);
    case "restored":
      return { type: "restored" };
    case "call":
      return {
        type: "call",
        id: whole(message.id),
        name: text(message.name, maxFunctionChars),
        input: text(message.input, maxCallBytes),
      };
    case "give_up":
      return { type: "give_up", id: whole(message.id) };
    case "wait":
    case "go_on":
      return { type: message.type };
    case "done":
      return parseDone(message, limits);
    default:
      throw new Malformed();
  }
}

/**
 * Reads what came from the worker as if the code in it had taken over the worker.
 *
 * @param value - what was posted
 * @param limits - what a call may bring back
 * @returns the message, or undefined if it is not one that an honest worker sends
 */
export function parseWorkerMessage(
  value: unknown,
  limits: CodeInterpreterLimits,
): WorkerMessage | undefined {
  try {
    return parse(value, limits);
  } catch (error) {
    if (error instanceof Malformed || error instanceof MalformedStateError) return undefined;
    throw error;
  }
}
