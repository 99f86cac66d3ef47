import { TimeUpError } from "./time-up-error.ts";

/** What is used of `node:vm`. Where the platform has no such module, nothing can stop synchronous work. */
interface Machines {
  createContext(object: object): Record<string, unknown>;
  readonly Script: new (
    code: string,
  ) => {
    runInContext(context: object, options: { readonly timeout: number }): unknown;
  };
}

interface Platform {
  readonly process?: { readonly getBuiltinModule?: (name: string) => Machines | undefined };
}

/** Runs the function that it is given, for so many milliseconds at most. */
type Run = (milliseconds: number, work: () => unknown) => unknown;

let run: Run | undefined;

/**
 * Does synchronous work that somebody else's text decides the length of, and stops it when it takes too long, where the platform
 * is Node.js or has its `vm`. A regular expression that goes back and forth is stopped, too, which nothing else in the process
 * could do.
 *
 * @param milliseconds - how long it may take
 * @param work - the work; it may be stopped anywhere, so that nobody else may use what it changes
 * @returns what it returns
 * @throws TimeUpError if it was stopped; whatever the work throws
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  run ??= findRun(globalThis as Platform);
  return run(milliseconds, work) as Result;
}

/**
 * @param platform - what there is beside the language
 * @returns what runs work, and stops it where that can be done
 */
export function findRun({ process }: Platform): Run {
  const machines = process?.getBuiltinModule?.("vm");
  if (machines === undefined) return (_, work) => work();
  const { createContext, Script } = machines;
  // Nothing runs in there but one call of a function of this realm.
  const context = createContext(Object.create(null));
  const script = new Script("work()");
  return (timeout, work) => {
    const outer = context.work;
    context.work = work;
    try {
      return script.runInContext(context, { timeout });
    } catch (error) {
      if (isTimeout(error)) throw new TimeUpError("It took too long.", { cause: error });
      throw error;
    } finally {
      context.work = outer;
    }
  };
}

function isTimeout(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
