import type { Message } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { withFilesOf } from "../run/message-files.ts";
import { readFreeThread } from "../run/read-free-thread.ts";
import { messageInsert } from "../run/thread-inserts.ts";
import type { Scope } from "../scope/scope.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { CreateMessage } from "./message-input.ts";
import { createMessageSchema } from "./message-input.ts";
import { placeMessage, prepareMessages } from "./new-message.ts";

/**
 * @param scope - whose thread
 * @param threadId - the thread
 * @param input - what it is to be
 * @throws InvalidInputError if a field is wrong
 * @throws NotFoundError if there is no such thread
 * @throws ThreadLockedError while a run is active on the thread
 */
export async function createMessage(
  scope: Scope,
  threadId: string,
  input: CreateMessage,
): Promise<Message> {
  const parsed = parseInput(createMessageSchema, input);
  const { storage } = scope;
  const [pending] = await prepareMessages(scope, [parsed], () => "");
  if (pending === undefined) throw new RangeError("One message was prepared");
  return storage.transact(async () => {
    const thread = await readFreeThread(scope, threadId, "create a message");
    const { nextSequence } = thread.value;
    const message = placeMessage(pending, threadId, scope.clock.now());
    const value = { ...withFilesOf(thread.value, [message]), nextSequence: nextSequence + 1 };
    await storage.commit([
      messageInsert(storage, message, nextSequence),
      { type: "update", record: changed(thread, { value }) },
    ]);
    return message;
  });
}
