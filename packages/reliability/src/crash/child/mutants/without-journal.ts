import type { RunStep, Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { delegate } from "./delegate.ts";

/** What is read of the value that core keeps for a step. */
interface KeptStep {
  readonly step: RunStep;
}

/**
 * A storage that forgets that calls were started: the process itself reads what it wrote, another one finds calls that seem never to
 * have run.
 */
export function withoutJournal(inner: Storage): Storage {
  const written = new Map<string, StorageRecord>();
  const remembered = (record: StorageRecord): StorageRecord => {
    const own = written.get(`${record.kind} ${record.id}`);
    return own?.version === record.version ? own : record;
  };
  return {
    ...delegate(inner),
    async get(tenant, kind, id) {
      const record = await inner.get(tenant, kind, id);
      return record === undefined ? undefined : remembered(record);
    },
    list: async (query) => (await inner.list(query)).map(remembered),
    async commit(tenant, writes) {
      await inner.commit(tenant, writes.map(forgetful));
      for (const write of writes) {
        if (!("record" in write) || write.record.kind !== "step") continue;
        written.set(`step ${write.record.id}`, write.record);
      }
    },
  };
}

function forgetful(write: StorageWrite): StorageWrite {
  if (!("record" in write) || write.record.kind !== "step") return write;
  const { step } = write.record.value as KeptStep;
  const { stepDetails } = step;
  if (stepDetails.type !== "tool_calls") return write;
  const toolCalls = stepDetails.toolCalls.map((call) =>
    call.status === "started" ? { ...call, status: "pending", startedAt: null } : call,
  );
  const value = {
    ...write.record.value,
    step: { ...step, stepDetails: { ...stepDetails, toolCalls } },
  };
  return { ...write, record: { ...write.record, value } };
}
