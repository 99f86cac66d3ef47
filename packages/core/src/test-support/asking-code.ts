import type { Tool } from "@inhouse/contracts";
import type { Code } from "./code-tool.ts";
import { attempt } from "./code-tool.ts";
import { anyTool } from "./engine.ts";

/** Code that looks, and then pays twice at once, for which a person is asked. */
export interface AskingCode {
  readonly code: Code;
  readonly look: Tool;
  readonly pay: Tool;
  /** What was paid. */
  readonly paid: unknown[];
  /** How often it looked. */
  readonly looked: () => number;
  /** Counts both anew. */
  readonly reset: () => void;
}

export function askingCode(): AskingCode {
  const paid: unknown[] = [];
  let looked = 0;
  const spend = (input: unknown): string => {
    paid.push(input);
    return "paid";
  };
  return {
    paid,
    looked: () => looked,
    reset() {
      paid.length = 0;
      looked = 0;
    },
    pay: anyTool("pay", spend, { needsApproval: true }),
    look: anyTool("look", () => `looked ${++looked} times`),
    async code(tools) {
      const seen = await tools.call("look", {});
      const told = await Promise.all([1, 2].map((sum) => attempt(tools.call("pay", { sum }))));
      return `${seen.output}, ${told.join(", ")}`;
    },
  };
}
