import { describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { VirtualClock } from "./virtual-clock.ts";

describe("VirtualClock", () => {
  it("fires timers in the order of their times, each at its time, and those that they start", async () => {
    const clock = new VirtualClock(1_000);
    const fired: [string, number][] = [];
    const note = (name: string) => (): void => void fired.push([name, clock.now()]);
    clock.setTimer(20, note("late"));
    clock.setTimer(10, () => {
      note("early")();
      clock.setTimer(5, note("started"));
    });
    const cancel = clock.setTimer(15, note("cancelled"));
    cancel();
    expect(clock.pending).toEqual([10, 20]);
    await clock.advance(19);
    expect(fired).toEqual([
      ["early", 1_010],
      ["started", 1_015],
    ]);
    expect(clock.now()).toBe(1_019);
    await clock.advance(1);
    expect(fired.at(-1)).toEqual(["late", 1_020]);
  });

  it("lets as much time pass as a result needs, and no more", async () => {
    const clock = new VirtualClock(0);
    const result = new Promise<string>((resolve) => clock.setTimer(70, () => resolve("done")));
    clock.setTimer(99, () => undefined);
    expect(await clock.until(result)).toBe("done");
    expect(clock.now()).toBe(70);
    const hashed = crypto.subtle.digest("SHA-512", new Uint8Array(50_000_000));
    expect((await clock.until(hashed)).byteLength).toBe(64);
    const never = new Promise<string>(() => undefined);
    await expect(clock.until(never)).rejects.toThrow("No timer is left");
  });
});

it("eventually waits for what needs no time, and says what does not come", async () => {
  let isSo = false;
  setImmediate(() => {
    isSo = true;
  });
  await eventually(() => isSo);
  // It needs another thread, and more than a moment.
  let isHashed = false;
  void crypto.subtle.digest("SHA-512", new Uint8Array(100_000_000)).then(() => {
    isHashed = true;
  });
  await eventually(() => isHashed);
  await expect(eventually(() => false, "the moon", 20)).rejects.toThrow("the moon is not so");
});
