import type { Run } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { isTerminal } from "@inhouse/core";

/** The pair of a run's metadata that names the message it answers, by the id that clients know it by. */
export const answersKey = "ui_answers";

/** The pair of a run's metadata that keeps it out of transcripts: its answer was replaced. */
export const replacedKey = "ui_replaced";

/** @returns the newest runs of a thread that count, the newest first */
export async function newestRuns(
  inhouse: TenantRuntime,
  threadId: string,
  limit: number,
): Promise<readonly Run[]> {
  const { data } = await inhouse.runs.list(threadId, { limit });
  return data.filter((run) => run.metadata[replacedKey] === undefined);
}

/** @returns when a run ended, in epoch milliseconds; null: it has not */
export async function endOf(inhouse: TenantRuntime, run: Run): Promise<number | null> {
  if (!isTerminal(run.status)) return null;
  const own = run.completedAt ?? run.failedAt ?? run.cancelledAt;
  if (own !== null) return own;
  // Of some ends the run itself does not say when they were, but its newest step does.
  const [step] = (await inhouse.runs.steps.list(run.id, { limit: 1 })).data;
  const { completedAt, failedAt, cancelledAt, expiredAt } = step ?? {};
  return completedAt ?? failedAt ?? cancelledAt ?? expiredAt ?? run.createdAt;
}

/** How many runs of a thread may be on their way: one is active, and others wait for it. */
const maxOpen = 100;

/**
 * Cancels all runs of a thread that have not ended, and those that wait first.
 *
 * @returns the runs that it found
 */
export async function stopRuns(inhouse: TenantRuntime, threadId: string): Promise<readonly Run[]> {
  const runs = await newestRuns(inhouse, threadId, maxOpen);
  const open = runs.filter(({ status }) => !isTerminal(status));
  for (const { id } of open) await cancel(inhouse, id);
  return open;
}

/** Cancels a run, unless it has ended or is being cancelled. */
export async function cancel(inhouse: TenantRuntime, runId: string): Promise<void> {
  const { status } = await inhouse.runs.retrieve(runId);
  if (isTerminal(status) || status === "cancelling") return;
  try {
    await inhouse.runs.cancel(runId);
  } catch (error) {
    // It ended between the two looks.
    if (!isTerminal((await inhouse.runs.retrieve(runId)).status)) throw error;
  }
}
