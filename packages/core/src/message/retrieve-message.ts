import type { Message } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";

/**
 * @param scope - whose message
 * @param id - the message
 * @returns the message; one that a run in this process is writing is returned as far as it is
 * @throws NotFoundError if there is none
 */
export async function retrieveMessage(scope: Scope, id: string): Promise<Message> {
  // Looked at first, because a message that is stored meanwhile is not being written any more.
  const live = scope.liveRuns.findMessage(scope.tenant, id);
  const stored = await scope.storage.find("message", id);
  const message = stored?.value ?? live;
  if (message === undefined) throw new NotFoundError("message", id);
  return message;
}
