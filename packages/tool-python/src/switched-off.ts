import type { CodeInterpreter } from "./code-interpreter.ts";
import { codeInterpreterFunction, codeInterpreterName } from "./code-interpreter-function.ts";
import type { CodeInterpreterLimits } from "./limits.ts";
import { notRun } from "./result/interpreter-error.ts";
import { failedResult } from "./result/tool-result.ts";

/**
 * @param limits - the limits that the model would be told
 * @returns a code interpreter that runs nothing: assistants that list it keep working, and every call is refused
 */
export function switchedOffInterpreter(limits: CodeInterpreterLimits): CodeInterpreter {
  const nothing = async (): Promise<void> => {};
  const definition = {
    ...codeInterpreterFunction(limits, []),
    description: "Switched off: no code can be run in this application. Do not call it.",
  };
  return {
    type: codeInterpreterName,
    functions: () => [definition],
    execute: async () =>
      failedResult(notRun("SwitchedOff", "Code execution is switched off in this application.")),
    warmUp: nothing,
    forgetThread: nothing,
    close: nothing,
    [Symbol.asyncDispose]: nothing,
  };
}
