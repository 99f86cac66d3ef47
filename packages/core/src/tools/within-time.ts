import type { Context } from "node:vm";
import { createContext, Script } from "node:vm";
import { TimeUpError } from "./time-up-error.ts";

let context: Context | undefined;
const script = new Script("work()");

/**
 * Does synchronous work that somebody else's text decides the length of, and stops it when it takes too long. A regular
 * expression that goes back and forth is stopped, too, which nothing else in the process could do.
 *
 * @param milliseconds - how long it may take
 * @param work - the work; it may be stopped anywhere, so that nobody else may use what it changes
 * @returns what it returns
 * @throws TimeUpError if it was stopped; whatever the work throws
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  // Nothing runs in there but one call of a function of this realm.
  context ??= createContext(Object.create(null));
  const outer: unknown = context.work;
  context.work = work;
  try {
    return script.runInContext(context, { timeout: milliseconds }) as Result;
  } catch (error) {
    if (isTimeout(error)) throw new TimeUpError("It took too long.", { cause: error });
    throw error;
  } finally {
    context.work = outer;
  }
}

function isTimeout(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
