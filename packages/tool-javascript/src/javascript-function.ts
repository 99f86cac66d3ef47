import type { ToolFunction } from "@inhouse/contracts";
import type { JavaScriptLimits } from "./limits.ts";

/** The tool's type, and the name by which the model calls it. */
export const javascriptName = "javascript";

/**
 * @param limits - the limits that the model must know of
 * @returns what the model is told of the tool
 */
export function javascriptFunction(limits: JavaScriptLimits): ToolFunction {
  return {
    name: javascriptName,
    description: [
      "Runs JavaScript in a sandbox and returns what it printed and the value of its last expression (or what it returns or exports as default).",
      "await works at the top level.",
      "The other functions that you can call are there as tools: `const rows = await tools.search({ query: 'x' })`; an output that is JSON arrives as its value, and a failing one throws.",
      "Use it to call several of them at once with Promise.all, to work through large outputs, and to return only what matters: nothing of them is shown to you unless the code prints or returns it.",
      "Every call starts from nothing: no variables last.",
      "There is no network, no file, no import, no Node.js and no browser; console, timers, URL, TextEncoder, structuredClone and crypto.getRandomValues are there.",
      "The clock stands still but for timers.",
      `A call may run for ${limits.wallTimeMs / 1000} seconds and make ${limits.hostCalls} calls.`,
    ].join(" "),
    parameters: {
      type: "object",
      properties: { code: { type: "string", description: "The JavaScript code." } },
      required: ["code"],
      additionalProperties: false,
    },
  };
}
