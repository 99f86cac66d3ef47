import { InhouseError } from "@inhouse/contracts";
import { commitFailure } from "../commit/commit-failure.ts";
import { failureOf } from "./postgres-errors.ts";
import type { RunStatement } from "./sql-connections.ts";

/**
 * @param run - runs statements, each a transaction by itself
 * @returns the same; where the connection is lost it says that nobody knows what became of the statement
 */
export function runOrUnknown(run: RunStatement): RunStatement {
  return async (statement, values) => {
    try {
      return await run(statement, values);
    } catch (cause) {
      if (InhouseError.isInstance(cause) || failureOf(cause) !== "lost") throw cause;
      throw commitFailure("unknown", cause);
    }
  };
}
