import type { JsonValue } from "@inhouse/contracts";
import type { Saboteurs } from "./faults.ts";
import { spoilsCalls, spoilsResults } from "./faults.ts";

export const resultSaboteurs: Saboteurs = {
  "answers a call with a result that can be kept": spoilsResults((result) => ({
    ...result,
    outputs: [{ type: "data", data: new Date(0) as unknown as JsonValue }],
  })),
  "leaves the entry that it is called for as it is": spoilsCalls(() => async (act, _, call) => {
    Object.assign(call.definition, { used: true });
    return act();
  }),
  "tells the model in plain words why a call failed": spoilsResults((result) =>
    result.isError ? { ...result, output: String(new Error("It failed").stack) } : result,
  ),
  "shows nothing of the process that it runs in": spoilsResults((result) =>
    result.isError ? { ...result, output: `Not found: ${process.cwd()}/actions` } : result,
  ),
  "hands over no more output than fits": spoilsResults((result) => ({
    ...result,
    outputs: [{ type: "logs", logs: result.output.repeat(10) }],
  })),
};
