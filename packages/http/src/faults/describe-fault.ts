import type { InvalidInputError, ModelNotFoundError } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { HttpFault } from "./http-fault.ts";
import { HttpRefusal } from "./http-refusal.ts";

const internal: HttpFault = {
  status: 500,
  kind: "internal",
  message: "The server had an error while processing your request.",
  param: null,
  code: "internal",
};

/**
 * What a caller may be told of an error. Faults of this side get a fixed text, because their own may name paths,
 * addresses or contents.
 *
 * @param error - whatever was thrown
 * @returns the fault, the same for the same error
 */
export function describeFault(error: unknown): HttpFault {
  if (error instanceof HttpRefusal) return error.fault;
  if (!InhouseError.isInstance(error)) return internal;
  const { code, message } = error;
  switch (code) {
    case "invalid_input": {
      const { param } = error as InvalidInputError;
      const field = param === "" ? null : param;
      return { status: 400, kind: "invalid_request", message, param: field, code };
    }
    case "not_found":
      return { status: 404, kind: "not_found", message, param: null, code };
    case "model_not_found": {
      // The error's own text gives advice to whoever configures the runtime, and lists its models.
      const text = `The requested model '${(error as ModelNotFoundError).model}' does not exist.`;
      return { status: 400, kind: "invalid_request", message: text, param: "model", code };
    }
    case "tool_outputs":
      return { status: 400, kind: "invalid_request", message, param: null, code };
    case "thread_locked":
    case "run_transition":
      return { status: 409, kind: "conflict", message, param: null, code };
    case "storage_conflict": {
      const text = "Somebody else changed this at the same time. Try again.";
      return { status: 409, kind: "conflict", message: text, param: null, code };
    }
    case "runtime_closed": {
      const text = "The server is shutting down.";
      return { status: 503, kind: "unavailable", message: text, param: null, code };
    }
    default:
      return { ...internal, code };
  }
}
