import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/** What a client of the AI SDK posts, as far as it counts. */
export interface ChatRequest {
  /** The chat. */
  readonly chatId: string;
  /** Whether the last answer is to be given once more. */
  readonly isRegeneration: boolean;
  /** The message that is changed by this one; null: this one is new, or an answer to the run. */
  readonly replaces: string | null;
  /** The last message: the only one that counts. */
  readonly message: ClientMessage;
}

/** A message as a client claims it to be. */
export interface ClientMessage {
  readonly id: string;
  readonly role: "user" | "assistant";
  readonly parts: readonly JsonObject[];
}

/** How many parts of a message are looked at: answers of many steps have many. */
const maxParts = 10_000;

/**
 * @param body - the body of the request
 * @returns what it asks for
 * @throws InvalidInputError if a field is wrong
 */
export function readChatRequest(body: JsonValue | undefined): ChatRequest {
  const request = object(body, "");
  const chatId = text(request.id, "id");
  const trigger = request.trigger ?? "submit-message";
  if (trigger !== "submit-message" && trigger !== "regenerate-message") {
    throw wrong("trigger", "'submit-message' or 'regenerate-message'", trigger);
  }
  const message = readMessage(request);
  const { messageId } = request;
  const isEdit = message.role === "user" && messageId === message.id;
  return {
    chatId,
    isRegeneration: trigger === "regenerate-message",
    replaces: isEdit ? message.id : null,
    message,
  };
}

function readMessage(request: JsonObject): ClientMessage {
  const { messages } = request;
  const isList = Array.isArray(messages);
  const last = isList ? messages.at(-1) : request.message;
  const param = isList ? `messages[${messages.length - 1}]` : "message";
  if (last === undefined) throw wrong("messages", "an array of at least one message", messages);
  const message = object(last, param);
  const { role, parts } = message;
  if (role !== "user" && role !== "assistant") {
    throw wrong(`${param}.role`, "'user' or 'assistant'", role);
  }
  if (!Array.isArray(parts) || parts.length > maxParts) {
    throw wrong(`${param}.parts`, `an array of at most ${maxParts} parts`, parts);
  }
  return {
    id: text(message.id, `${param}.id`),
    role,
    parts: parts.map((part, index) => object(part, `${param}.parts[${index}]`)),
  };
}

function text(value: JsonValue | undefined, param: string): string {
  if (typeof value === "string" && value !== "" && value.length <= 256) return value;
  throw wrong(param, "a text of 1 to 256 characters", value);
}

function object(value: JsonValue | undefined, param: string): JsonObject {
  if (isObject(value)) return value;
  throw wrong(param, "an object", value);
}

/** @returns whether a value is an object, and no array */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns what to throw for a field; what came is named by its kind only */
export function wrong(
  param: string,
  expected: string,
  value: JsonValue | undefined,
): InvalidInputError {
  return new InvalidInputError({ param, expected, received: kindOf(value) });
}

function kindOf(value: JsonValue | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : `another ${typeof value}`;
}
