import type { GuardedFetchError } from "@inhouse/contracts";
import type { GuardedResponse } from "@inhouse/guarded-fetch";
import type { Operation } from "../operation/operation.ts";
import { shorten } from "../schema/shorten.ts";

/** Methods that change nothing, so that a second call does no harm. */
export function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/**
 * @param operation - what was asked for
 * @param response - an answer that is no success
 * @param text - what the model is told of its body
 * @returns what the model is told: what happened, and what to do
 */
export function statusText(operation: Operation, response: GuardedResponse, text: string): string {
  const { status, headers } = response;
  const head = `The service answered ${called(operation)} with the status ${status}.`;
  const body = text === "" ? "" : `\nIt said: ${text}`;
  return `${head}${body}\n${advice(operation, status, headers.get("retry-after"))}`;
}

function advice({ method }: Operation, status: number, retryAfter: string | null): string {
  if (status === 401 || status === 403) {
    return "The credentials of this plug-in are missing, wrong or not enough. The same call will fail again: tell the user.";
  }
  if (status === 404 || status === 410) {
    return "There is nothing of that name. Check the ids in the arguments; list or search for the right ones first.";
  }
  if (status === 429) {
    const wait = /^\d{1,6}$/.test(retryAfter ?? "") ? ` in ${retryAfter} seconds` : " later";
    return `Too many calls. Call it again${wait}, or tell the user.`;
  }
  if (status === 409 || status === 412) {
    return "What is there now does not fit this call. Read it again before the next one.";
  }
  if (status >= 500) return `The fault is the service's and may pass. ${whetherTwice(method)}`;
  if (status >= 400) return "Check the arguments against their descriptions, and call it again.";
  return "That is neither a success nor an error that the arguments could change: tell the user.";
}

/**
 * @param operation - what was asked for
 * @param error - why there is no answer
 * @returns what the model is told: what happened, and what to do
 */
export function networkText(operation: Operation, error: GuardedFetchError): string {
  const head = `${called(operation)} failed: ${error.message}`;
  switch (error.reason) {
    case "too_large":
      return `${head}\nAsk for less: fewer items a page, fewer fields, or a filter.`;
    case "too_slow":
    case "unreachable":
    case "broken":
      return error.sent === "no"
        ? `${head}\nIt took no effect. Call it again, or tell the user.`
        : `${head}\n${whetherTwice(operation.method)}`;
    default:
      return `${head}\nThe same call will fail again: tell the user.`;
  }
}

function called({ method, path }: Operation): string {
  return `${method} ${shorten(path, 120)}`;
}

function whetherTwice(method: string): string {
  return isSafe(method)
    ? "Call it once more, or tell the user."
    : "Whether it took effect is unknown: find out before you call it again.";
}
