import type { Runtime, TenantRuntime } from "@inhouse/core";
import type { ImportReport } from "./import-report.ts";
import { ImportSession } from "./import-session.ts";
import { readLines } from "./read-lines.ts";

/** How to bring objects of the hosted API in. */
export interface ImportOptions {
  /** Ids of files of this runtime by those of the hosted API; absent: none, and files are named in the text instead. */
  readonly files?: Readonly<Record<string, string>>;
  /** The model of each imported assistant, by the model it had; a model that is missing here stays. Absent: all stay. */
  readonly models?: Readonly<Record<string, string>>;
  /** Whether tools that the runtime does not have are left out, with a warning; absent: false, they are refused. */
  readonly skipUnknownTools?: boolean;
}

/**
 * Brings assistants, threads and messages in that were exported from the hosted API: one JSON object a line, each as the
 * hosted API returned it (`object` is `assistant`, `thread` or `thread.message`), in any order. What was brought in before
 * is known by its original id and left as it is, so that an import that broke off can simply be repeated.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param lines - the lines; blank ones do not count
 * @param options - what stands for files and models
 * @returns what was brought in, under which ids
 * @throws InvalidInputError naming the line and the field that is wrong; what stands before it may have been brought in
 */
export async function importOpenAI(
  runtime: Runtime | TenantRuntime,
  lines: Iterable<string> | AsyncIterable<string>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const objects = await readLines(lines);
  const session = await ImportSession.open(runtime, options);
  for (const assistant of objects.assistants) await session.addAssistant(assistant);
  for (const thread of objects.threads) await session.addThread(thread);
  for (const [threadId, messages] of objects.messages)
    await session.addMessages(threadId, messages);
  return session.report();
}
