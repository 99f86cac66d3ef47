import type { InhouseErrorCode } from "@inhouse/contracts";

/** What kind of fault a request met; each dialect has its own word for it. */
export type HttpFaultKind =
  | "invalid_request"
  | "authentication"
  | "not_found"
  | "conflict"
  | "too_large"
  | "unavailable"
  | "internal";

/** A stable code of a fault: that of the library's error, or of what the HTTP layer refused by itself. */
export type HttpFaultCode =
  | InhouseErrorCode
  | "bad_key"
  | "body_too_large"
  | "internal"
  | "malformed_body"
  | "method_not_allowed"
  | "unknown_route"
  | "unsupported_media_type";

/** Why a request was refused, in no dialect yet. */
export interface HttpFault {
  /** The status of the response. */
  readonly status: 400 | 401 | 404 | 405 | 409 | 413 | 415 | 500 | 503;
  /** What kind of fault it is. */
  readonly kind: HttpFaultKind;
  /** A sentence for the caller; never a stack, a path of this machine or a key. */
  readonly message: string;
  /** The field, as a path in the names of the library (`toolResources.code_interpreter`); null: no field in particular. */
  readonly param: string | null;
  /** A code to decide by. */
  readonly code: HttpFaultCode;
}
