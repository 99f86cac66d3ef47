import type { ProviderErrorBody } from "../model/provider-error.ts";
import { ProviderError } from "../model/provider-error.ts";

/** What a script threw, as an error that can go over the wire; undefined: the connection broke. */
export function wireError(error: unknown): WireError | undefined {
  if (error instanceof ProviderError) {
    const { statusCode, data, responseHeaders } = error;
    if (statusCode === undefined || data === undefined) return undefined;
    return { status: statusCode, body: data, headers: responseHeaders ?? {} };
  }
  const message = error instanceof Error ? error.message : String(error);
  const body = { error: { message, type: "script_error", param: null, code: "script_error" } };
  return { status: 400, body, headers: {} };
}

export interface WireError {
  readonly status: number;
  readonly body: ProviderErrorBody;
  readonly headers: Record<string, string>;
}

export const malformedFrame = 'data: {"broken": \n\n';
