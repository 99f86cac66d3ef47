import type { Run, Thread } from "@inhouse/contracts";
import type { Runtime, TenantRuntime } from "@inhouse/core";
import { isTerminal } from "@inhouse/core";
import { checkRun } from "@inhouse/testing";
import { tenants } from "./tenant.ts";
import { withoutMetadata } from "./without-metadata.ts";

const patienceMs = 60_000;

/** What is left when all requests are answered. */
export interface WorldJudgement {
  readonly runs: number;
  readonly threads: number;
  /** What must not be, as sentences. */
  readonly problems: readonly string[];
}

/**
 * Brings every run to its end, and holds everything that is stored against its events and against each other.
 *
 * @param deleted - the messages that callers have deleted, whose absence says nothing
 */
export async function judgeWorld(
  inhouse: Runtime,
  deleted: ReadonlySet<string>,
): Promise<WorldJudgement> {
  const problems: string[] = [];
  let runs = 0;
  let threads = 0;
  for (const { name } of tenants) {
    const own = inhouse.forTenant(name);
    for await (const thread of pages((page) => own.threads.list(page))) {
      threads += 1;
      const found = await collect(pages<Run>((page) => own.runs.list(thread.id, page)));
      runs += found.length;
      // The newest is the first: those that wait for it come to their turn.
      for (const run of found) await settle(own, run);
      for (const run of found) {
        const wrong = await checkRun(withoutMetadata(own), run.id);
        problems.push(...wrong.filter((problem) => !namesOne(deleted, problem)));
      }
      problems.push(...(await threadProblems(own, thread, found)));
    }
  }
  return { runs, threads, problems };
}

function namesOne(ids: ReadonlySet<string>, problem: string): boolean {
  return problem.match(/msg_\w+/g)?.some((id) => ids.has(id)) ?? false;
}

async function settle({ runs }: TenantRuntime, { id }: Run): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  const run = await runs.wait(id, { signal });
  if (isTerminal(run.status)) return;
  await runs.cancel(id);
  await runs.wait(id, { until: "end", signal });
}

async function threadProblems(
  own: TenantRuntime,
  thread: Thread,
  runs: readonly Run[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for await (const message of pages((page) => own.messages.list(thread.id, page))) {
    const { id, threadId, runId, status } = message;
    if (threadId !== thread.id) problems.push(`message ${id} is listed by another thread`);
    if (status === "in_progress") problems.push(`message ${id} is still being written`);
    if (runId !== null && !runs.some((run) => run.id === runId)) {
      problems.push(`message ${id} was written by a run that its thread does not have`);
    }
  }
  try {
    await own.messages.create(thread.id, { content: "Are you free?" });
  } catch (error) {
    problems.push(`thread ${thread.id} takes no message any more: ${String(error)}`);
  }
  return problems;
}

interface ListPage<Item> {
  readonly data: readonly Item[];
  readonly hasMore: boolean;
}

async function* pages<Item extends { readonly id: string }>(
  list: (page: { limit: number; after?: string }) => Promise<ListPage<Item>>,
): AsyncGenerator<Item> {
  let after: string | undefined;
  for (;;) {
    const { data, hasMore } = await list({ limit: 100, ...(after !== undefined && { after }) });
    yield* data;
    after = data.at(-1)?.id;
    if (!hasMore || after === undefined) return;
  }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  return Array.fromAsync(items);
}
