import type { CodeFailure } from "../protocol/messages.ts";
import type { SandboxErrorType } from "./sandbox-error.ts";

const hints: Partial<Record<SandboxErrorType, string>> = {
  SyntaxError:
    "Nothing of the code was run. It must be plain JavaScript, without type annotations and JSX.",
  Timeout: "Make the code do less, or find a faster way.",
  MemoryLimit: "Work on smaller pieces, and keep only what is needed of large results.",
  StackOverflow: "Use a loop or a stack of your own instead of deep recursion or nesting.",
  OutputLimit: "Print or return less: a summary, or the first items.",
  HostToolError: "Catch the error if the code can go on without this call.",
  SandboxViolation: "Use plain JavaScript.",
  UnsupportedRuntime:
    "Answer without running code. If the task needs it, tell the user that whoever operates this application must run it where there are worker threads.",
};

const missing =
  /^'?(?:process|require|module|exports|Buffer|__dirname|__filename|window|document|Deno|Bun)'? is not defined$/;
const network = /^'?(?:fetch|XMLHttpRequest|WebSocket|EventSource)'? is not defined$/;

/**
 * @param type - the kind of trouble
 * @param failure - what the code threw, or null
 * @returns what to do about it, or undefined if the message says it all
 */
export function hintFor(type: SandboxErrorType, failure: CodeFailure | null): string | undefined {
  if (failure === null || type !== "JavaScriptError") return hints[type];
  const { message } = failure;
  if (missing.test(message)) {
    return "This is neither Node.js nor a browser: the language's own objects are there, console, timers, URL, TextEncoder, structuredClone and crypto.getRandomValues.";
  }
  if (network.test(message))
    return "There is no network. Use the functions that the code was given.";
  if (/^'?Intl'? is not defined$/.test(message)) {
    return "Intl is not here. Format numbers and dates in the code itself; dates are in UTC.";
  }
  if (message.startsWith("could not load module")) {
    return "Nothing can be imported. Put everything into the code itself.";
  }
  return undefined;
}
