import type { DialectName } from "./dialect-name.ts";
import type { FuzzRequest } from "./make-request.ts";

/** A response, read to its end or to where the reader left. */
export interface ReadResponse {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const shapes: Readonly<Record<DialectName, (body: Fields) => boolean>> = {
  openai: ({ error }) =>
    isFields(error) &&
    typeof error.message === "string" &&
    typeof error.type === "string" &&
    isTextOrNull(error.param) &&
    isTextOrNull(error.code),
  dashscope: ({ code, message, request_id: requestId }) =>
    [code, message, requestId].every((field) => typeof field === "string" && field !== ""),
  ui: ({ error }) =>
    isFields(error) &&
    typeof error.message === "string" &&
    typeof error.code === "string" &&
    isTextOrNull(error.param),
};

/** What no response may show of the machine that it comes from. */
const innards = /\n\s+at |node_modules|\.[cm]?[jt]s:\d+|file:\/\/\/|sk-(alpha|bravo)-/;

/**
 * @param request - what was sent
 * @param response - what came
 * @param others - the word that only the other tenant sends
 * @returns what must not be, as sentences
 */
export function judgeResponse(
  request: FuzzRequest,
  { status, type, text }: ReadResponse,
  others: string,
): readonly string[] {
  const problems: string[] = [];
  const isGood = status >= 200 && status < 300;
  if (!isGood && (status < 400 || status > 499)) problems.push(`status ${status}`);
  if (!isGood && request.method !== "HEAD" && !hasShape(request.endpoint.dialect, type, text)) {
    problems.push(`a refusal that is not in the form of the dialect: ${text.slice(0, 200)}`);
  }
  if (text.includes(others)) problems.push("content of the other tenant came back");
  if (isGood && request.isForeign) problems.push(`${status} for an id of the other tenant`);
  if (innards.test(text)) problems.push("a stack trace, a path or a key came back");
  return problems;
}

function hasShape(dialect: DialectName, type: string, text: string): boolean {
  if (!type.startsWith("application/json")) return false;
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) && shapes[dialect](body);
  } catch {
    return false;
  }
}

interface Fields {
  readonly [name: string]: unknown;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}
