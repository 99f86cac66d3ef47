import type { Storage, StorageRecord } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import { hang } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { FailingStorage } from "@inhouse/testing";
import { failingStorage, quiet, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { createStorageClock } from "../scope/storage-clock.ts";
import { startEngine } from "../test-support/engine.ts";
import { Sweeper } from "./sweeper.ts";

/** A storage in which so many runs of a dead process wait, and a sweeper over it that moves none of them. */
async function startSweeping(runs: number, shared = false) {
  const inner = memoryStorage();
  const clock = new VirtualClock();
  const dead = startEngine(() => hang(), { inner, settings: { concurrentRuns: 1 } });
  for (let i = 0; i < runs; i++) await dead.start();
  dead.kill();
  await clock.advance(60_000);
  const storage = failingStorage(inner, { shared });
  const rung: string[] = [];
  const faults: unknown[] = [];
  let queries = 0;
  const counted: Storage = {
    ...storage,
    due(query) {
      queries++;
      return storage.due(query);
    },
  };
  let settle = async (_: string): Promise<void> => undefined;
  const sweeper = new Sweeper({
    storage: counted,
    clock: createStorageClock(counted, clock),
    dispatcher: {
      async ring({ threadId }) {
        rung.push(threadId);
      },
      work: () => ({ drain: async () => undefined }),
    },
    settle: (_, runId) => settle(runId),
    onError: (error) => faults.push(error),
    lookAheadMs: 0,
  });
  sweeper.start();
  const onSettle = (next: typeof settle): void => {
    settle = next;
  };
  return { clock, storage, inner, rung, faults, sweeper, onSettle, queries: () => queries };
}

describe("a sweeper", () => {
  it("rings for every run that waits, however many there are, and again while they wait", async () => {
    const { clock, rung } = await startSweeping(250);
    await clock.advance(1);
    expect(new Set(rung).size).toBe(250);
    expect(rung).toHaveLength(250);
    await clock.advance(61_000);
    expect(rung.length).toBeGreaterThan(499);
    expect(rung.length).toBeLessThan(1_500);
  });

  it("leaves nothing of this to others that look for work", async () => {
    const { clock, inner } = await startSweeping(3);
    const before = await dueRuns(inner);
    await clock.advance(60_000);
    expect(await dueRuns(inner)).toEqual(before);
  });

  it("does not let one run that cannot be looked at keep the others waiting", async () => {
    const { clock, rung, faults, onSettle, inner } = await startSweeping(3);
    const [first] = await dueRuns(inner);
    onSettle(async (runId) => {
      if (runId === first?.id) throw new StorageError("It is gone.", "no");
    });
    await clock.advance(1);
    expect(faults).toHaveLength(1);
    expect(rung).toHaveLength(2);
    onSettle(async () => undefined);
    await clock.advance(1_000);
    expect(new Set(rung).size).toBe(3);
  });

  it("goes on behind a fault of the storage, and tells of it", async () => {
    const { clock, rung, faults, storage } = await startSweeping(1);
    storage.isDead = true;
    await clock.advance(5_000);
    expect(rung).toEqual([]);
    expect(faults.length).toBeGreaterThan(2);
    storage.isDead = false;
    await clock.advance(1_000);
    expect(rung).toHaveLength(1);
  });

  it("looks once a minute for work that nobody told it of, and more often where others write", async () => {
    for (const [shared, looks] of [
      [false, 10],
      [true, 120],
    ] as const) {
      const { clock, queries } = await startSweeping(0, shared);
      await clock.advance(600_000);
      expect(queries()).toBeGreaterThanOrEqual(looks);
      expect(queries()).toBeLessThanOrEqual(looks + 2);
    }
  });

  it("leaves no timer behind when it is stopped", async () => {
    const { clock, sweeper, rung } = await startSweeping(1);
    await sweeper.stop();
    sweeper.notice(clock.now());
    expect(clock.pending).toEqual([]);
    await quiet();
    expect(rung).toEqual([]);
  });
});

function dueRuns(storage: Storage | FailingStorage): Promise<readonly StorageRecord[]> {
  return storage.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit: 10 });
}
