import type { Run, RunStep, StorageRecord, StorageWrite } from "@inhouse/contracts";
import type { CallWrite, RunWrite } from "../../invariants/history-entry.ts";

/** What a history says of a batch. */
export interface CommitDescription {
  readonly runs: readonly RunWrite[];
  readonly calls: readonly CallWrite[];
  readonly shape: string;
}

/** What is read of the values that core keeps. They are core's own, so nothing but these fields is looked at. */
interface KeptRun {
  readonly run: Run;
  readonly leaseExpiresAt: number | null;
}

interface KeptStep {
  readonly step: RunStep;
}

/**
 * @param writes - a batch that a runtime hands to its storage
 * @returns what a history says of it
 */
export function describeCommit(writes: readonly StorageWrite[]): CommitDescription {
  const records = writes.flatMap((write) => ("record" in write ? [write.record] : []));
  const shape = new Set(writes.map(describeWrite));
  return {
    runs: records.filter((record) => record.kind === "run").map(describeRun),
    calls: records.filter((record) => record.kind === "step").flatMap(callsOf),
    shape: [...shape].sort().join(" "),
  };
}

function describeWrite(write: StorageWrite): string {
  if (write.type === "delete_partition") return "-partition";
  if (!("record" in write)) return `${write.type === "check" ? "?" : "-"}${write.kind}`;
  const { kind, value } = write.record;
  const status = kind === "run" ? `:${(value as KeptRun).run.status}` : "";
  return `${write.type === "insert" ? "+" : "~"}${kind}${status}`;
}

function describeRun({ id, parent, version, value }: StorageRecord): RunWrite {
  const { run, leaseExpiresAt } = value as KeptRun;
  return {
    id,
    threadId: parent,
    version,
    status: run.status,
    startedAt: run.startedAt,
    isHeld: leaseExpiresAt !== null,
  };
}

function callsOf({ value }: StorageRecord): readonly CallWrite[] {
  const { stepDetails } = (value as KeptStep).step;
  if (stepDetails.type !== "tool_calls") return [];
  return stepDetails.toolCalls.map(({ id, status }) => ({ id, status }));
}
