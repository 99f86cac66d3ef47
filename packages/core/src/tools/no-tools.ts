import type { ToolCaller } from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";

/** What a tool gets that may call no others. */
export const noTools: ToolCaller = {
  list: () => [],
  call: async (name) => {
    throw new ToolCallError(name, "unknown_tool", `This tool may call no others, nor '${name}'.`);
  },
};
