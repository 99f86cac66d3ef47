import { memoryStorage } from "@inhouse/storage-memory";
import { VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { createStorageClock } from "./storage-clock.ts";

/** A storage whose clock is ahead, and which takes so long to tell the time, question by question. */
function openAhead(aheadMs: number, trips: readonly number[]) {
  const here = new VirtualClock();
  let asked = 0;
  const storage = {
    ...memoryStorage(),
    async now() {
      const there = here.now() + aheadMs;
      await here.advance(trips[asked++] ?? 0);
      return there;
    },
  };
  const clock = createStorageClock(storage, here);
  const ahead = (): number => clock.now() - here.now();
  return { clock, ahead, asked: () => asked };
}

describe("the clock of a storage", () => {
  it("is this machine's where the storage tells no time", () => {
    const here = new VirtualClock();
    const clock = createStorageClock(memoryStorage(), here);
    expect(clock.ready()).toBeNull();
    expect(clock.now()).toBe(here.now());
  });

  it("is the storage's once it was asked, and need not be asked again", async () => {
    const { clock, ahead, asked } = openAhead(5_000, []);
    await clock.ready();
    expect(ahead()).toBe(5_000);
    expect(clock.ready()).toBeNull();
    expect(asked()).toBe(1);
  });

  it("asks again when an answer took long, and goes by the one that took least", async () => {
    const { clock, ahead, asked } = openAhead(5_000, [60_000, 20]);
    await clock.ready();
    // Wrong by half the trip at most.
    expect(Math.abs(ahead() - 5_000)).toBeLessThanOrEqual(10);
    expect(asked()).toBe(2);
  });

  it("keeps what it knew when all answers take long, as for a process that was suspended", async () => {
    const { clock, ahead, asked } = openAhead(5_000, [0, 90_000, 90_000, 90_000]);
    await clock.ready();
    await clock.adjust();
    expect(ahead()).toBe(5_000);
    expect(asked()).toBe(4);
  });

  it("goes by a bad answer rather than by none", async () => {
    const { clock, ahead } = openAhead(600_000, [9_000, 4_000, 6_000]);
    await clock.ready();
    expect(Math.abs(ahead() - 600_000)).toBeLessThanOrEqual(2_000);
  });
});
