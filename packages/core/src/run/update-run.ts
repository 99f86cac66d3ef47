import type { Run } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import type { UpdateMetadata } from "../message/update-message.ts";
import { updateMetadataSchema } from "../message/update-message.ts";
import type { Scope } from "../scope/scope.ts";
import { runRecordWrite } from "./run-record-write.ts";

/**
 * @param scope - whose run
 * @param id - the run
 * @param input - what to change
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if a field is wrong
 */
export async function updateRun(scope: Scope, id: string, input: UpdateMetadata): Promise<Run> {
  const changes = parseInput(updateMetadataSchema, input);
  const { storage } = scope;
  return storage.transact(async () => {
    const record = await storage.read("run", id);
    const run: Run = { ...record.value.run, ...changes };
    const next = runRecordWrite(record, { ...record.value, run });
    await storage.commit([{ type: "update", record: next }]);
    return run;
  });
}
