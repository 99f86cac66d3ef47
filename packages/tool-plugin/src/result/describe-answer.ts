import type { JsonValue } from "@inhouse/contracts";
import type { GuardedResponse } from "@inhouse/guarded-fetch";
import { fitJson } from "./fit-json.ts";

/** What the model is told of an answer that is text. */
export interface AnswerText {
  /** The text. */
  readonly text: string;
  /** Whether something was left out. */
  readonly isCut: boolean;
}

/**
 * @param response - an answer
 * @returns whether its body is one that can be read as text
 */
export function isText({ mediaType, bytes }: GuardedResponse): boolean {
  if (bytes.length === 0) return true;
  if (mediaType === null) return !bytes.subarray(0, 1_000).includes(0);
  return /^(text|message)\/|[/+](json|xml|yaml|x-yaml|csv|javascript|graphql|x-ndjson|x-www-form-urlencoded|problem|sql|toml)$/.test(
    mediaType,
  );
}

/**
 * @param response - an answer whose body is text
 * @param characters - how much of it is told
 * @param redacted - takes credentials out of a text
 * @returns what the model is told of the body
 */
export function answerText(
  response: GuardedResponse,
  characters: number,
  redacted: (text: string) => string,
): AnswerText {
  const plain = decoded(response).trim();
  const isJson = response.mediaType === null || /[/+]json$|problem/.test(response.mediaType);
  // In JSON's one form, so that no escape hides a credential, and before anything is cut, so that no half of one is left.
  const text = redacted((isJson ? canonical(plain) : undefined) ?? plain);
  const fitted = isJson ? fittedJson(text, characters) : undefined;
  if (fitted !== undefined) return fitted;
  if (text.length <= characters) return { text, isCut: false };
  const half = Math.floor(characters / 2);
  const left = text.length - 2 * half;
  const cut = `${text.slice(0, half)}\n[… ${left} characters left out …]\n${text.slice(-half)}`;
  return { text: cut, isCut: true };
}

/** @returns what stands behind a text that was cut, for the model */
export function cutNote(characters: number): string {
  return `\n\n[Shortened to about ${characters} characters. Ask for less: fewer items a page, fewer fields, or a filter.]`;
}

function decoded({ bytes, headers }: GuardedResponse): string {
  const charset = /charset="?([\w-]{1,40})/i.exec(headers.get("content-type") ?? "")?.[1];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** @returns JSON without the escapes that it does not need; undefined: it is none, or nested too deep to be written again */
function canonical(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** @returns what fits of JSON; undefined: it is none, or none any more where a credential was a number in it */
function fittedJson(text: string, characters: number): AnswerText | undefined {
  try {
    return fitJson(JSON.parse(text) as JsonValue, characters);
  } catch {
    return undefined;
  }
}
