import { ToolCallError } from "@inhouse/contracts";
import type { Saboteurs } from "./faults.ts";
import { never, spoils, spoilsContexts, spoilsResults } from "./faults.ts";

let attempts = 0;

export const callingSaboteurs: Saboteurs = {
  "may make at least one call of other tools, if it may make any": spoils(() => ({
    callsTools: { maxCalls: 0 },
  })),
  "calls another tool with the arguments that it is told, and hears the answer": spoilsContexts(
    ({ tools }) => ({
      tools: { list: () => tools.list(), call: (name) => tools.call(name, { word: "word" }) },
    }),
  ),
  "survives that another tool fails, may not be called, or is not there": spoilsContexts(
    ({ tools }) => ({
      tools: {
        list: () => tools.list(),
        call: (...call) =>
          tools.call(...call).catch((error: unknown) => {
            if (error instanceof ToolCallError && error.reason === "unknown_tool") return never();
            throw error;
          }),
      },
    }),
  ),
  "ends as soon as its signal aborts, while another tool runs": spoilsContexts(({ tools }) => ({
    tools: { list: () => tools.list(), call: (name, input) => tools.call(name, input) },
  })),
  "is as it was when a call of its waits for a person's word, if it says that it can be put back":
    spoilsContexts(({ tools }) => ({
      tools: {
        list: () => tools.list(),
        call: (...call) => tools.call(...call),
        // It says so of calls that have ended, too.
        allowRepeat: (putBack) =>
          tools.allowRepeat?.(async () => {
            await putBack();
            return true;
          }),
      },
    })),
  "does the same again when it is given the same answers, if it may be run again": spoilsResults(
    (result) => ({ ...result, output: `${result.output} (attempt ${++attempts})` }),
  ),
};
