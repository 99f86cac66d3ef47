import type { ToolFunction } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "./limits.ts";

/** The tool's type, and the name by which the model calls it. */
export const codeInterpreterName = "code_interpreter";

const toolsDescription = [
  "The code may call your other tools: after `import tools`, tools.NAME(argument=value) calls one and returns its output",
  "(JSON objects and lists as dict and list, all else as str) or raises tools.ToolError;",
  "tools.available() lists name, description and parameters of each.",
  "Several at once: await asyncio.gather(tools.call_async(NAME, argument=value), ...).",
  "Filter and join large outputs in the code instead of printing them.",
].join(" ");

/**
 * @param limits - the limits that the model must know of
 * @param packages - the packages that can be imported; null: there are some
 * @returns what the model is told of the tool
 */
export function codeInterpreterFunction(
  limits: CodeInterpreterLimits,
  packages: readonly string[] | null,
): ToolFunction {
  return {
    name: codeInterpreterName,
    description: [
      "Runs Python 3.14 code in a sandbox and returns what it printed and the value of its last expression.",
      "Variables, imports and files last from call to call.",
      packagesSentence(packages),
      "There is no network, no keyboard input, no processes and no threads.",
      `A call may run for ${limits.wallTimeMs / 1000} seconds.`,
      "The files of the conversation are in /inputs under their own names; new ones are named in the result.",
      "The working directory is /outputs: every file that is written there is given to the user.",
      ...(limits.toolCalls > 0 ? [toolsDescription] : []),
      "The value of the last expression is shown, as a picture or a table if it is one; display(value) shows another.",
      packages?.includes("matplotlib") === true
        ? "Charts of matplotlib are shown too."
        : "Draw charts as SVG files.",
    ].join(" "),
    parameters: {
      type: "object",
      properties: { code: { type: "string", description: "The Python code." } },
      required: ["code"],
      additionalProperties: false,
    },
  };
}

const maxNamed = 80;

function packagesSentence(packages: readonly string[] | null): string {
  if (packages === null) {
    return "The standard library is there (with sqlite3), and some packages; nothing else can be installed.";
  }
  if (packages.length === 0) {
    return "Only the standard library is there (with sqlite3): no numpy, pandas or matplotlib, and nothing can be installed.";
  }
  const more = packages.length > maxNamed ? ` and ${packages.length - maxNamed} more` : "";
  const names = packages.slice(0, maxNamed).join(", ");
  return `The standard library is there (with sqlite3), and the packages ${names}${more}; nothing else can be installed.`;
}
