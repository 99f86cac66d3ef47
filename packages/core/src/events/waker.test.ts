import type { Clock } from "@inhouse/contracts";
import { expect, it } from "vitest";
import { createWaker } from "./waker.ts";

it("keeps the process alive while somebody waits without a limit, and no longer", async () => {
  const timers = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    setTimer(_milliseconds, callback, background = false) {
      if (!background) timers.add(callback);
      return () => timers.delete(callback);
    },
  };
  const waker = createWaker(clock);
  const waiting = waker.wait(null, null);
  expect(timers.size).toBe(1);
  waker.wake();
  await waiting;
  expect(timers.size).toBe(0);
});
