import type { RunTransitionError } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { HttpFault } from "@inhouse/http";
import { OpenAIRefusal } from "./openai-refusal.ts";

/** An error as it stands in a body. */
export interface WireError {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

const codes: Partial<Record<HttpFault["code"], string>> = {
  bad_key: "invalid_api_key",
  body_too_large: "request_too_large",
  invalid_input: "invalid_value",
  model_not_found: "model_not_found",
  method_not_allowed: "method_not_allowed",
  unknown_route: "unknown_url",
  unsupported_media_type: "unsupported_content_type",
};

/**
 * @param fault - why
 * @param error - what was thrown
 * @returns the error in the words of the hosted API
 */
export function wireError(fault: HttpFault, error: unknown): WireError {
  const type = fault.status >= 500 ? "server_error" : "invalid_request_error";
  const { param, message } = fault;
  if (error instanceof OpenAIRefusal) return { message, type, param, code: error.wireCode };
  const field = param === null ? null : wireParam(param);
  // The runtime's own texts begin with the field, in its own names.
  const text = transitionText(error) ?? message.replace(`'${param}'`, `'${field}'`);
  return {
    message: text,
    type,
    param: field,
    code: codes[fault.code] ?? null,
  };
}

/** @returns the status: a conflict is a bad request, because SDKs repeat what answers 409 */
export function wireStatus(fault: HttpFault): number {
  return fault.status === 409 && fault.code !== "storage_conflict" ? 400 : fault.status;
}

function transitionText(error: unknown): string | null {
  if (!InhouseError.isInstance(error) || error.code !== "run_transition") return null;
  const { status, event } = error as RunTransitionError;
  return event === "cancel_requested"
    ? `Cannot cancel run with status '${status}'.`
    : `Runs in status "${status}" do not accept tool outputs.`;
}

/** What callers name themselves keeps its names. */
const ownNames = /\.(parameters|schema|metadata)\b/;

/** @returns a path in the names and the form of the wire: `toolResources.code_interpreter.fileIds[0]` has underscores there */
export function wireParam(path: string): string {
  const end = ownNames.exec(path)?.index ?? path.length;
  const renamed = path
    .slice(0, end)
    .replace(/[a-z][A-Z]/g, ([low, high]) => `${low}_${high?.toLowerCase()}`)
    .replace(/(content\[\d+\])\.url$/, "$1.image_url.url")
    .replace(/(content\[\d+\])\.file_id$/, "$1.image_file.file_id");
  return renamed + path.slice(end);
}
