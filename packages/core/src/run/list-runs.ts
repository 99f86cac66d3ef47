import type { Page, Run } from "@inhouse/contracts";
import type { ListOptions } from "../input/list-options.ts";
import { listPage, parseListOptions } from "../input/list-options.ts";
import type { Scope } from "../scope/scope.ts";

/**
 * @param scope - whose thread
 * @param threadId - the thread
 * @param options - which page
 * @throws NotFoundError if there is no such thread
 * @throws InvalidInputError if an option is wrong
 */
export async function listRuns(
  scope: Scope,
  threadId: string,
  options: ListOptions = {},
): Promise<Page<Run>> {
  const page = parseListOptions(options);
  await scope.storage.read("thread", threadId);
  return listPage(scope.storage, "run", { parent: threadId }, page, (value) => value.run);
}
