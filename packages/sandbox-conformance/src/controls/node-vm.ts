import { inspect } from "node:util";
import { createContext, runInContext } from "node:vm";
import type { SandboxTarget } from "../target/sandbox-target.ts";

/** A context of `node:vm`, with a console and a function of the host, as many sandboxes are built: a control. */
export function openSandbox(): SandboxTarget {
  return {
    language: "javascript",
    async run(code) {
      const lines: string[] = [];
      const log = (...values: unknown[]): void => void lines.push(values.map(String).join(" "));
      const context = createContext({ console: { log }, tools: { echo: async (v: unknown) => v } });
      let value: unknown;
      try {
        value = await runInContext(`(async () => {${code}\n})()`, context);
      } catch (error) {
        value = error;
      }
      return { output: [...lines, textOf(value)].join("\n"), files: [] };
    },
    close: async () => {},
  };
}

function textOf(value: unknown): string {
  try {
    return typeof value === "string" ? value : inspect(value);
  } catch {
    return "";
  }
}
