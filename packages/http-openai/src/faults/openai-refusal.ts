import { HttpRefusal } from "@inhouse/http";

/** Why a request is refused, in the words of the hosted API. */
export interface OpenAIFault {
  readonly message: string;
  readonly param?: string | null;
  readonly code?: string | null;
  /** The status; absent: 400. */
  readonly status?: 400 | 404;
}

/** Refuses a request with a text and a code of the hosted API. */
export class OpenAIRefusal extends HttpRefusal {
  readonly wireCode: string | null;

  constructor({ message, param = null, code = null, status = 400 }: OpenAIFault) {
    const kind = status === 404 ? "not_found" : "invalid_request";
    super({ status, kind, message, param, code: status === 404 ? "not_found" : "invalid_input" });
    this.wireCode = code;
  }
}
