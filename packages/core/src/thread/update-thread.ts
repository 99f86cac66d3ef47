import type { Thread } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { checkResourceFiles } from "../input/resource-files.ts";
import type { Scope } from "../scope/scope.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { UpdateThread } from "./thread-input.ts";
import { updateThreadSchema } from "./thread-input.ts";

/**
 * @param scope - whose thread
 * @param id - the thread
 * @param input - what to change
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if a field is wrong
 */
export async function updateThread(scope: Scope, id: string, input: UpdateThread): Promise<Thread> {
  const changes = parseInput(updateThreadSchema, input);
  const { storage } = scope;
  return storage.transact(async () => {
    const record = await storage.read("thread", id);
    await checkResourceFiles(scope, changes.toolResources, record.value.thread.toolResources);
    const thread: Thread = { ...record.value.thread, ...changes };
    const value = { ...record.value, thread };
    await storage.commit([{ type: "update", record: changed(record, { value }) }]);
    return thread;
  });
}
