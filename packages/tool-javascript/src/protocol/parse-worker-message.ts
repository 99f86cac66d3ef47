import type { JavaScriptLimits } from "../limits.ts";
import type { CodeFailure, CodeValue, DoneMessage, Ending, WorkerMessage } from "./messages.ts";

const maxNameChars = 400;
const maxMessageChars = 20_000;

const endings: readonly Ending[] = [
  "interrupted",
  "memory",
  "stack",
  "output",
  "deadlock",
  "crash",
];

class Malformed extends Error {}

function bounded(value: unknown, maxChars: number): string {
  if (typeof value !== "string" || value.length > maxChars) throw new Malformed();
  return value;
}

function text(value: unknown, maxChars: number): string {
  // Neither a lone surrogate nor NUL can be stored by every database.
  return bounded(value, maxChars).toWellFormed().replaceAll("\0", "\u2400");
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
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Malformed();
  return value as number;
}

function parseFailure(value: unknown): CodeFailure | null {
  if (value === null) return null;
  const failure = record(value);
  return {
    name: text(failure.name, maxNameChars),
    message: text(failure.message, maxMessageChars),
    stack: text(failure.stack, maxMessageChars),
    tool: failure.tool === null ? null : text(failure.tool, maxNameChars),
  };
}

function parseValue(value: unknown, limits: JavaScriptLimits): CodeValue | null {
  if (value === null) return null;
  const { kind, text: content } = record(value);
  return { kind: oneOf(kind, ["json", "text"]), text: text(content, limits.valueChars) };
}

function parseDone(message: Record<string, unknown>, limits: JavaScriptLimits): DoneMessage {
  return {
    type: "done",
    value: parseValue(message.value, limits),
    failure: parseFailure(message.failure),
    ending: message.ending === null ? null : oneOf(message.ending, endings),
    detail: text(message.detail, maxMessageChars),
    addedLines: whole(message.addedLines),
  };
}

function parse(value: unknown, limits: JavaScriptLimits): WorkerMessage {
  const message = record(value);
  switch (message.type) {
    case "ready":
    case "started":
    case "waiting":
      return { type: message.type };
    case "boot_failed":
    case "fatal":
      return { type: message.type, reason: text(message.reason, maxMessageChars) };
    case "output":
      return {
        type: "output",
        stream: oneOf(message.stream, ["stdout", "stderr"]),
        text: text(message.text, limits.printedChars + 1),
      };
    case "call":
      return {
        type: "call",
        id: whole(message.id),
        name: bounded(message.name, maxNameChars),
        input: bounded(message.input, limits.callInputChars),
      };
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
 * @param limits - what an execution may bring back
 * @returns the message, or undefined if it is not one that an honest worker sends
 */
export function parseWorkerMessage(
  value: unknown,
  limits: JavaScriptLimits,
): WorkerMessage | undefined {
  try {
    return parse(value, limits);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
