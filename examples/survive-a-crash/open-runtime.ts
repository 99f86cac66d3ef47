import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Runtime } from "@inhouse/core";
import { createRuntime, functionTool } from "@inhouse/core";
import { scriptedModel, text, toolCall } from "@inhouse/model-scripted";
import { sqlite } from "@inhouse/storage-sql/node-sqlite";

const story =
  "The parcel is on its way. It left the warehouse this morning, and the courier has it now. " +
  "You can expect it tomorrow before noon, unless the road over the pass is closed again.";

/** A runtime as every process of this example opens it, on one SQLite file. */
export function openRuntime(folder: string): Runtime {
  // Any model of the AI SDK can stand here. This one writes slowly, so that there is time to be killed in the middle.
  const model = scriptedModel(
    ({ toolResults }) =>
      toolResults.length === 0 ? [text("I send it."), toolCall("send_parcel")] : story,
    { chunkSize: 6, chunkDelayMs: 25 },
  );
  // #region tool
  const sendParcel = functionTool({
    name: "send_parcel",
    description: "Sends the parcel. Cannot be undone.",
    parameters: { type: "object" },
    execute: () => {
      appendFileSync(join(folder, "sent.log"), "One parcel sent.\n");
      return "Sent.";
    },
  });
  // #endregion tool
  // #region runtime
  return createRuntime({
    models: { demo: model },
    storage: sqlite(join(folder, "assistants.db")),
    tools: [sendParcel],
    // How long a process may be silent until another one takes its runs: 15 seconds if nothing is said.
    settings: { leaseMs: 1_000 },
  });
  // #endregion runtime
}
