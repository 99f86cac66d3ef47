import { readFreeThread } from "../run/read-free-thread.ts";
import type { Scope } from "../scope/scope.ts";
import { readStoredMessage } from "./read-stored-message.ts";

/**
 * Deletes a message. No later prompt shows it, nor what the model wrote in it.
 *
 * @param scope - whose message
 * @param id - the message
 * @throws NotFoundError if there is none
 * @throws ThreadLockedError while a run is active on the thread, because its prompt holds the message
 */
export async function deleteMessage(scope: Scope, id: string): Promise<void> {
  const { storage } = scope;
  await storage.transact(async () => {
    const record = await readStoredMessage(scope, id, "delete a message");
    const thread = await readFreeThread(scope, record.parent, "delete a message");
    await storage.commit([
      { type: "delete", kind: "message", id, expectedVersion: record.version },
      { type: "check", kind: "thread", id: thread.id, expectedVersion: thread.version },
    ]);
  });
}
