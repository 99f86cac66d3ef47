import { NotFoundError, ThreadLockedError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";

/**
 * @param scope - whose message
 * @param id - the message
 * @param action - what is to be done with it
 * @returns the message as it is stored
 * @throws NotFoundError if there is none
 * @throws ThreadLockedError while a run is writing the message, which callers can see but which is not stored yet
 */
export async function readStoredMessage(
  scope: Scope,
  id: string,
  action: string,
): Promise<TypedRecord<"message">> {
  const record = await scope.storage.find("message", id);
  if (record !== undefined) return record;
  const live = scope.liveRuns.findMessage(scope.tenant, id);
  if (live?.runId == null) throw new NotFoundError("message", id);
  throw new ThreadLockedError(live.threadId, live.runId, action);
}
