import { InvalidInputError } from "@inhouse/contracts";
import type { GenericSchema } from "valibot";
import { safeParse } from "valibot";
import type {
  Exported,
  ExportedAssistant,
  ExportedBase,
  ExportedMessage,
} from "./exported-objects.ts";
import {
  exportedAssistant,
  exportedMessage,
  exportedObject,
  exportedThread,
} from "./exported-objects.ts";
import { lineError } from "./line-error.ts";

/** The objects of a file. */
export interface ExportedObjects {
  readonly assistants: Exported<ExportedAssistant>[];
  readonly threads: Exported<ExportedBase>[];
  /** The messages by thread, the oldest first. */
  readonly messages: Map<string, Exported<ExportedMessage>[]>;
}

/**
 * @param lines - the lines of a file
 * @returns its objects
 * @throws InvalidInputError naming the line that is wrong
 */
export async function readLines(
  lines: Iterable<string> | AsyncIterable<string>,
): Promise<ExportedObjects> {
  const objects: ExportedObjects = { assistants: [], threads: [], messages: new Map() };
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() !== "") addLine(objects, line, text);
  }
  for (const [thread, messages] of objects.messages) {
    objects.messages.set(thread, oldestFirst(messages));
  }
  return objects;
}

function addLine(objects: ExportedObjects, line: number, text: string): void {
  const value = parse(line, text);
  const { object } = check(exportedObject, line, value);
  if (object === "assistant") {
    objects.assistants.push({ line, value: check(exportedAssistant, line, value) });
  } else if (object === "thread") {
    objects.threads.push({ line, value: check(exportedThread, line, value) });
  } else {
    const message = check(exportedMessage, line, value);
    const others = objects.messages.get(message.thread_id) ?? [];
    others.push({ line, value: message });
    objects.messages.set(message.thread_id, others);
  }
}

function parse(line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const details = { param: `line ${line}`, expected: "a JSON object", received: "no JSON" };
    throw new InvalidInputError(details, { cause: error });
  }
}

function check<Output>(
  schema: GenericSchema<unknown, Output>,
  line: number,
  value: unknown,
): Output {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw lineError(line, result.issues[0]);
}

/**
 * Times are whole seconds: what was said in the same one is told apart by its place in the file, and lists of the hosted API
 * began with the newest unless they were asked not to.
 */
function oldestFirst(messages: Exported<ExportedMessage>[]): Exported<ExportedMessage>[] {
  const [first, last] = [messages[0], messages.at(-1)];
  const isReversed = first !== undefined && last !== undefined && at(first) > at(last);
  const inOrder = isReversed ? messages.toReversed() : messages;
  return inOrder.toSorted((one, other) => at(one) - at(other));
}

function at({ value }: Exported<ExportedMessage>): number {
  return value.created_at;
}
