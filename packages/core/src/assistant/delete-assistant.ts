import type { Scope } from "../scope/scope.ts";

/**
 * Deletes an assistant. Its runs go on: they carry all they need.
 *
 * @param scope - whose assistant
 * @param id - the assistant
 * @throws NotFoundError if there is none
 */
export async function deleteAssistant(scope: Scope, id: string): Promise<void> {
  const { storage } = scope;
  await storage.transact(async () => {
    const { version } = await storage.read("assistant", id);
    await storage.commit([{ type: "delete", kind: "assistant", id, expectedVersion: version }]);
  });
}
