import type { ThreadAddress } from "@inhouse/contracts";
import { quiet, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { createInProcessDispatcher } from "./in-process-dispatcher.ts";

/** A worker whose handlers end when the test says so. */
function startWorker(slots: number) {
  const clock = new VirtualClock();
  const dispatcher = createInProcessDispatcher(clock);
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  let aborted = 0;
  const handle = ({ tenant, threadId }: ThreadAddress, signal: AbortSignal): Promise<void> => {
    const name = `${tenant}/${threadId}`;
    begun.push(name);
    return new Promise((resolve) => {
      endings.set(name, resolve);
      signal.addEventListener("abort", () => {
        aborted++;
        resolve();
      });
    });
  };
  const worker = dispatcher.work(handle, { slots });
  const end = async (name: string): Promise<void> => {
    endings.get(name)?.();
    await quiet();
  };
  const ring = (threadId: string, tenant = "t") => dispatcher.ring({ tenant, threadId });
  return { clock, worker, begun, end, ring, aborted: () => aborted };
}

describe("a ring", () => {
  it("is answered in its turn, in as many slots as there are", async () => {
    const { begun, end, ring } = startWorker(2);
    for (const thread of ["a", "b", "c", "d"]) await ring(thread);
    expect(begun).toEqual(["t/a", "t/b"]);
    await end("t/b");
    expect(begun).toEqual(["t/a", "t/b", "t/c"]);
    await end("t/a");
    await end("t/c");
    expect(begun).toEqual(["t/a", "t/b", "t/c", "t/d"]);
  });

  it("for a thread that waits already is one with the first", async () => {
    const { begun, end, ring } = startWorker(1);
    for (const thread of ["a", "b", "b", "b"]) await ring(thread);
    await end("t/a");
    await end("t/b");
    expect(begun).toEqual(["t/a", "t/b"]);
  });

  it("for a thread that is worked on is answered again behind it, once", async () => {
    const { begun, end, ring } = startWorker(4);
    for (const thread of ["a", "a", "a"]) await ring(thread);
    expect(begun).toEqual(["t/a"]);
    await end("t/a");
    expect(begun).toEqual(["t/a", "t/a"]);
    await end("t/a");
    expect(begun).toHaveLength(2);
  });

  it("of one tenant is none of another", async () => {
    const { begun, ring } = startWorker(4);
    await ring("a");
    await ring("a", "other");
    expect(begun).toEqual(["t/a", "other/a"]);
  });

  it("that comes before anybody works is answered later", async () => {
    const dispatcher = createInProcessDispatcher(new VirtualClock());
    await dispatcher.ring({ tenant: "t", threadId: "a" });
    const begun: string[] = [];
    dispatcher.work(
      async ({ threadId }) => {
        begun.push(threadId);
      },
      { slots: 1 },
    );
    expect(begun).toEqual(["a"]);
  });

  it("is answered though the handler before it failed", async () => {
    const dispatcher = createInProcessDispatcher(new VirtualClock());
    let handled = 0;
    const fail = async (): Promise<void> => {
      handled++;
      throw new Error("No.");
    };
    dispatcher.work(fail, { slots: 1 });
    for (const threadId of ["a", "b", "a"]) await dispatcher.ring({ tenant: "t", threadId });
    await quiet();
    expect(handled).toBe(3);
  });
});

describe("a drain", () => {
  it("takes no more rings, and waits for what is being done", async () => {
    const { worker, begun, end, ring, aborted } = startWorker(1);
    for (const thread of ["a", "b"]) await ring(thread);
    let isDrained = false;
    const drained = worker.drain(1_000).then(() => {
      isDrained = true;
    });
    await ring("c");
    await quiet();
    expect(isDrained).toBe(false);
    await end("t/a");
    await drained;
    expect(begun).toEqual(["t/a"]);
    expect(aborted()).toBe(0);
  });

  it("aborts what takes too long", async () => {
    const { worker, clock, ring, aborted } = startWorker(2);
    for (const thread of ["a", "b"]) await ring(thread);
    const drained = worker.drain(1_000);
    await clock.advance(999);
    expect(aborted()).toBe(0);
    await clock.advance(1);
    await drained;
    expect(aborted()).toBe(2);
    expect(clock.pending).toEqual([]);
  });

  it("of an idle worker is over at once", async () => {
    await startWorker(1).worker.drain(1_000);
  });
});
