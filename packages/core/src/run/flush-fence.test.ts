import type { RunEvent } from "@inhouse/contracts";
import { hang, scriptedModel, text } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { CommitFate } from "@inhouse/testing";
import { expectSound, quiet, VirtualClock } from "@inhouse/testing";
import { expect, it } from "vitest";
import { startEngine } from "../test-support/engine.ts";
import { pause } from "./pause.ts";

const leaseMs = 15_000;

it("what is stored ahead is not taken for stored because an heir's log has the same number", async () => {
  const clock = new VirtualClock();
  const both = { inner: memoryStorage(), shared: true, clock, settings: { leaseMs } };
  const owner = startEngine([[text("Once upon a time"), hang()]], both);
  const run = await owner.start();
  await quiet();
  const seen: RunEvent[] = [];
  const reading = (async () => {
    for await (const event of owner.inhouse.runs.stream(run.id)) seen.push(event);
  })().catch(() => undefined);
  await quiet();
  const before = seen.length;

  // The next words are not stored, nobody knows that, and while the owner looks, another process takes the run over.
  owner.storage.fate = () => "doubtful";
  let isSlow = true;
  const get = owner.storage.get.bind(owner.storage);
  owner.storage.get = async (tenant, kind, id) => {
    const found = await get(tenant, kind, id);
    if (owner.storage.commits.length > 0 && kind === "thread" && isSlow) {
      isSlow = false;
      const heir = startEngine(["The end."], both);
      await clock.advance(leaseMs + 5_000);
      expect((await heir.inhouse.runs.retrieve(run.id)).status).toBe("completed");
    }
    return found;
  };
  owner.storage.resetCounts();
  await clock.advance(60_000);
  await reading;

  expect(isSlow).toBe(false);
  expect(before).toBeGreaterThan(0);
  const log = await startEngine([], both).events(run.id);
  expect(seen).toEqual(log.slice(0, seen.length));
});

it.each<readonly [CommitFate, number]>([
  ["written", 100],
  ["doubtful", 100],
  ["lost", 100],
  // Longer than the owner asks again: it gives the run up, and is taken over.
  ["written", 20_000],
])(
  "a batch that is %s while nothing can be read for %i ms leaves the log whole",
  async (fate, blindMs) => {
    const clock = new VirtualClock();
    const sleep = (ms: number, signal: AbortSignal): Promise<void> => pause(clock, ms, signal);
    const said = "It was a dark and stormy night; the rain fell in torrents, except at intervals.";
    const model = scriptedModel([said, said], { chunkSize: 4, chunkDelayMs: 20, sleep });
    const both = { inner: memoryStorage(), shared: true, clock, settings: { leaseMs } };
    const owner = startEngine([], { ...both, models: { demo: model } });
    const run = await owner.start();
    await quiet();
    owner.storage.resetCounts();
    // The third batch: two are stored ahead, and more come.
    owner.storage.fate = ({ number }) => {
      if (number !== 3) return "fine";
      owner.storage.isBlind = true;
      clock.setTimer(blindMs, () => {
        owner.storage.isBlind = false;
      });
      return fate;
    };
    await clock.advance(60_000);
    expect(owner.storage.commits.length).toBeGreaterThan(3);
    expect((await expectSound(owner.inhouse, run.id)).status).toBe("completed");
  },
);
