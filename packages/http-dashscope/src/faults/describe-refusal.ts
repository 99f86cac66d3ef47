import type { InvalidInputError, NotFoundError, ThreadLockedError } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { HttpFault, HttpFaultKind } from "@inhouse/http";
import { toWireIds } from "../ids/wire-id.ts";
import { wireParam } from "./wire-param.ts";

/** A refusal as this API words it. */
export interface Refusal {
  /** The status of the response. */
  readonly status: number;
  /** The code, such as `InvalidParameter`. */
  readonly code: string;
  /** A sentence for the caller. */
  readonly message: string;
}

const codes: Readonly<Record<HttpFaultKind, string>> = {
  invalid_request: "InvalidParameter",
  authentication: "InvalidApiKey",
  not_found: "NotFound",
  conflict: "Conflict",
  too_large: "RequestTooLarge",
  unavailable: "ServiceUnavailable",
  internal: "InternalError",
};

/**
 * @param fault - why a request was refused
 * @param error - what was thrown
 * @returns the refusal in the words of this API, with the names of its fields and its ids
 */
export function describeRefusal(fault: HttpFault, error: unknown): Refusal {
  const { status, kind } = fault;
  const message = toWireIds(wordsFor(fault, error));
  if (fault.code === "model_not_found") return { status: 404, code: "ModelNotFound", message };
  if (fault.code === "method_not_allowed") return { status, code: "MethodNotAllowed", message };
  return { status, code: codes[kind], message };
}

function wordsFor(fault: HttpFault, error: unknown): string {
  if (!InhouseError.isInstance(error)) return fault.message;
  switch (error.code) {
    case "invalid_input":
      return wordsForInput(error as InvalidInputError);
    case "not_found": {
      const { resource, id } = error as NotFoundError;
      return `No ${resource} found with id '${shortened(id)}'.`;
    }
    case "thread_locked": {
      // The library's own text gives advice that no request of this API can follow.
      const { threadId, runId } = error as ThreadLockedError;
      return `Thread '${threadId}' has an active run '${runId}'. Wait until it has ended, or cancel it.`;
    }
    default:
      return fault.message;
  }
}

function wordsForInput({ param, expected, received }: InvalidInputError): string {
  const field = wireParam(param);
  if (/(^|\.)tools\[\d+\]\.type$/.test(field)) {
    const [known] = expected.split(";");
    return `'${field}' is ${received}, and no such tool is installed here. It must be ${known}.`;
  }
  const subject = field === "" ? "The request" : `'${field}'`;
  return `${subject} must be ${expected}, but it is ${received}.`;
}

function shortened(id: string): string {
  return id.length > 128 ? `${id.slice(0, 128)}…` : id;
}
