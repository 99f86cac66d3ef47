import { expect, test } from "vitest";
import { resolveLimits } from "../limits.ts";
import { ManualClock } from "../test-support/manual-clock.ts";
import { RunTime } from "./run-time.ts";

const limits = resolveLimits({ wallTimeMs: 100, waitTimeMs: 1000 });

function start(): { readonly clock: ManualClock; readonly time: RunTime; readonly over: string[] } {
  const clock = new ManualClock();
  const over: string[] = [];
  return { clock, over, time: new RunTime(clock, limits, (reason) => over.push(reason)) };
}

test("making the machine takes nothing of the code's time", () => {
  const { clock, time, over } = start();
  clock.advance(5000);
  time.enter("running");
  clock.advance(99);
  expect(over).toEqual([]);
  clock.advance(1);
  expect(over).toEqual(["timeout"]);
});

test("a machine that is never made does not keep the call waiting for ever", () => {
  const { clock, over } = start();
  clock.advance(60_000);
  expect(over).toEqual(["timeout"]);
});

test("running and waiting add up, each to its own bound", () => {
  const { clock, time, over } = start();
  time.enter("running");
  for (let call = 0; call < 9; call += 1) {
    clock.advance(10);
    time.enter("waiting");
    clock.advance(100);
    time.enter("running");
  }
  clock.advance(9);
  time.enter("waiting");
  clock.advance(99);
  expect(over).toEqual([]);
  clock.advance(1);
  expect(over).toEqual(["waited"]);
});

test("nothing is called after the end", () => {
  const { clock, time, over } = start();
  time.stop();
  clock.advance(100_000);
  expect(over).toEqual([]);
});
