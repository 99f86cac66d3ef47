import type { ToolFiles } from "@inhouse/contracts";
import type { SavedSession } from "../stored/saved-session.ts";
import type { Interpreter } from "./interpreter.ts";

/**
 * Puts a session in place of the one that an interpreter started with.
 *
 * @param saved - the session; its bytes are handed over
 * @param worker - an interpreter in which no code ran yet
 * @param files - the files of the thread, of which those that the code did not change were not saved
 * @returns whether it can go on; the interpreter is of no more use otherwise
 */
export async function restoreSession(
  { state, inputs }: SavedSession,
  worker: Interpreter,
  files: ToolFiles,
): Promise<boolean> {
  const ids = new Map(inputs.delivered.map(([id, path]) => [path, id]));
  for (const node of state.nodes) {
    const id = node.kind === "file" && node.bytes === null ? ids.get(node.path) : undefined;
    const bytes = id === undefined ? undefined : await files.read(id);
    if (bytes !== undefined) worker.write(node.path, bytes);
  }
  return (await worker.keeper?.restore(state)) ?? false;
}
