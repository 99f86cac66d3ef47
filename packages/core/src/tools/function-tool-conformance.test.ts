import { describeTool } from "@inhouse/tool-conformance/vitest";
import { z } from "zod";
import { functionTool } from "./function-tool.ts";

describeTool("functionTool with a schema of zod", {
  create: () =>
    functionTool({
      name: "greet",
      description: "Greets somebody.",
      parameters: z.object({ who: z.string().max(100) }),
      async execute({ who }, { signal }) {
        if (who === "nobody") throw new Error("There is nobody to greet.");
        if (who === "everybody") await new Promise((_, reject) => onAbort(signal, reject));
        return `Hello ${who}`;
      },
    }),
  works: { input: { who: "Ada" } },
  fails: { input: { who: "nobody" } },
  lasts: { input: { who: "everybody" } },
});

const paid = new Set<string>();

describeTool("functionTool with a JSON Schema", {
  create: () =>
    functionTool({
      name: "pay",
      description: "Pays once.",
      afterCrash: "retry",
      needsApproval: true,
      execute: (_, { idempotencyKey }) => {
        paid.add(idempotencyKey);
        return { paid: true };
      },
    }),
  works: { input: {} },
  effects: { call: { input: {} }, count: () => paid.size },
});

function onAbort(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
}
