import { expect, test } from "vitest";
import { ManualClock } from "../test-support/manual-clock.ts";
import type { Interpreter } from "./interpreter.ts";
import { SpareInterpreter } from "./spare-interpreter.ts";

class IdleInterpreter implements Interpreter {
  readonly keeper = null;
  alive = true;
  write(): void {}
  remove(): void {}
  allowWasm(): void {}
  run(): Promise<never> {
    return Promise.reject(new Error("it never runs anything"));
  }
  async terminate(): Promise<void> {
    this.alive = false;
  }
}

function spareOf(start: () => Promise<Interpreter> = async () => new IdleInterpreter()): {
  readonly spare: SpareInterpreter;
  readonly clock: ManualClock;
} {
  const clock = new ManualClock();
  return { spare: new SpareInterpreter({ clock, idleMs: 100, start }), clock };
}

test("one waits, however often it is prepared, and is given to one only", async () => {
  const { spare } = spareOf();
  const first = await spare.prepare();
  expect(await spare.prepare()).toBe(first);
  expect(await spare.take()).toBe(first);
  expect(await spare.take()).toBeUndefined();
});

test("one that nobody needs ends, and one that was taken does not", async () => {
  const { spare, clock } = spareOf();
  const unused = await spare.prepare();
  clock.advance(99);
  spare.stayAwhile();
  clock.advance(99);
  expect(unused.alive).toBe(true);
  clock.advance(1);
  await expect.poll(() => unused.alive).toBe(false);
  const used = await spare.prepare();
  await spare.take();
  clock.advance(1000);
  expect(used.alive).toBe(true);
});

test("one that broke is not given to anybody, and one that does not start is tried again", async () => {
  let starts = 0;
  const { spare } = spareOf(async () => {
    starts += 1;
    if (starts === 1) throw new Error("no memory");
    return new IdleInterpreter();
  });
  await expect(spare.prepare()).rejects.toThrow("no memory");
  const broken = await spare.prepare();
  await broken.terminate("crashed");
  expect(await spare.take()).toBeUndefined();
  expect(starts).toBe(2);
});
