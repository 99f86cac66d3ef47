import type { PythonFailure } from "../protocol/messages.ts";

interface Mistake {
  /** The exceptions that it ends in. */
  readonly names: readonly string[];
  /** What else tells it: something in the message or the traceback; absent: the exception alone does. */
  readonly sign?: RegExp;
  readonly hint: string;
}

/** What models write that would work elsewhere, and what works here. */
const mistakes: readonly Mistake[] = [
  {
    names: ["SyntaxError"],
    sign: /^ {4}[!%]/m,
    hint: "This is Python, not a notebook: leave out lines that begin with ! or %. There is no shell, and packages need only be imported.",
  },
  {
    names: ["FileNotFoundError"],
    hint: "The conversation's files are in /inputs under their own names; what code wrote before is in /outputs, the working directory. os.listdir('/inputs') and os.listdir('/outputs') show them.",
  },
  {
    names: ["RuntimeError", "OSError", "PermissionError"],
    sign: /can't start new thread|does not support processes|multiprocessing|\bPool\b/,
    hint: "There are no threads and no processes here. Do the work in this code, one part after the other; what waits can wait at once with asyncio.",
  },
  {
    names: ["RuntimeError"],
    sign: /no running event loop/,
    hint: "A task runs only while something is awaited: await it, at the top level too, or await asyncio.gather(...).",
  },
];

/**
 * @param failure - what the code raised
 * @returns what to do about it, if it is a mistake that is made often; else undefined
 */
export function hintFor({ name, message, traceback }: PythonFailure): string | undefined {
  return mistakes.find(
    ({ names, sign }) =>
      names.includes(name) && (sign === undefined || sign.test(message) || sign.test(traceback)),
  )?.hint;
}
