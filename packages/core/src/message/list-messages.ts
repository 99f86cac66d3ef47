import type { Message, Page } from "@inhouse/contracts";
import * as v from "valibot";
import { id } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import type { ListOptions } from "../input/list-options.ts";
import { listFields, listPage } from "../input/list-options.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Scope } from "../scope/scope.ts";

/** Which messages of a thread. */
export interface ListMessages extends ListOptions {
  /** Only messages that this run wrote; absent: all. */
  readonly runId?: string;
}

const listMessagesSchema = fields({ ...listFields, runId: v.exactOptional(id) });

/**
 * @param scope - whose thread
 * @param threadId - the thread
 * @param options - which page
 * @throws NotFoundError if there is no such thread
 * @throws InvalidInputError if an option is wrong
 */
export async function listMessages(
  scope: Scope,
  threadId: string,
  options: ListMessages = {},
): Promise<Page<Message>> {
  const { runId, ...page } = parseInput(listMessagesSchema, options);
  await scope.storage.read("thread", threadId);
  const key = runId === undefined ? {} : { key: { name: "runId", value: runId } };
  const source = { parent: threadId, ...key };
  return listPage(scope.storage, "message", source, page, (value) => value);
}
