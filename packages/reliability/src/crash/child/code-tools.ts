import type { Tool, ToolCaller } from "@inhouse/contracts";
import { functionTool } from "@inhouse/core";

/** The functions of {@link codeTools}, and the one that only their code calls. */
export const codeFunctionNames: readonly string[] = ["coding", "once", "paying"];

/**
 * Tools that do nothing but call others, as code of a model does: one that is run again after a crash, and waits for a
 * person's word on `paying`, and one that is not.
 */
export function codeTools(): readonly Tool[] {
  return [
    functionTool({
      name: "coding",
      description: "Calls others, and may be run again.",
      parameters: { type: "object" },
      afterCrash: "retry",
      callsTools: { maxCalls: 8, repeatable: true },
      execute: (_input, { tools }) => code(tools),
    }),
    functionTool({
      name: "once",
      description: "Calls others, and is run once.",
      parameters: { type: "object" },
      callsTools: { maxCalls: 8 },
      execute: async (_input, { tools }) => {
        const first = await tools.call("safe", { n: 3 });
        const [second] = await Promise.all([
          tools.call("asking", { n: 4 }),
          tools.call("plain", { n: 5 }),
        ]);
        return `${first.output} ${second.output}`;
      },
    }),
  ];
}

async function code({ call }: ToolCaller): Promise<string> {
  const [first, second] = await Promise.all([call("safe", { n: 1 }), call("plain", { n: 1 })]);
  const [paid, asked] = await Promise.all([call("paying", { n: 2 }), call("asking", { n: 2 })]);
  return [first, second, paid, asked].map(({ output }) => output).join(" ");
}
