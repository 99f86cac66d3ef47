import { InhouseError } from "@inhouse/contracts";

/** A fault of this side, for logs. Unless told otherwise it carries no content of messages, no key and no path. */
export interface FaultReport {
  /** The request, as its caller sees it in the header `x-request-id`. */
  readonly requestId: string;
  /** The method of the request. */
  readonly method: string;
  /** The path of the request as its route is declared, such as `/v1/threads/:thread`. */
  readonly route: string;
  /** The class of the error, such as `StorageError`. */
  readonly name: string;
  /** The code of the error, where it is one of the library's; null: it is a fault that nobody expected. */
  readonly code: string | null;
  /** The error itself, only with `reportContents`. */
  readonly error?: unknown;
}

/** Where a fault happened. */
export interface FaultPlace {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
}

/**
 * @param error - what was thrown
 * @param place - where
 * @param contents - whether the error itself goes in
 * @returns what logs are told
 */
export function reportFault(error: unknown, place: FaultPlace, contents: boolean): FaultReport {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const code = InhouseError.isInstance(error) ? error.code : null;
  return { ...place, name, code, ...(contents && { error }) };
}
