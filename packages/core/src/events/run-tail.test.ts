import { describe, expect, it } from "vitest";
import type { UnnumberedEvent } from "./packed-event.ts";
import { keptEvents, RunTail } from "./run-tail.ts";

function delta(text: string): UnnumberedEvent {
  return { type: "thread.run.reasoning.delta", data: { text } };
}

function openTail(lastStored: number, onShown: () => unknown = () => undefined): RunTail {
  return new RunTail({ lastStored, showsUnstored: true, onShown: () => void onShown() });
}

function texts(tail: RunTail): readonly string[] {
  const seen: string[] = [];
  for (let at = tail.first; ; at++) {
    const event = tail.at(at);
    if (event?.type !== "thread.run.reasoning.delta") return seen;
    seen.push(`${event.sequence}${event.data.text}`);
  }
}

describe("a tail", () => {
  it("numbers events behind those that are stored", () => {
    const tail = openTail(7);
    tail.append(delta("a"));
    tail.append(delta("b"));
    expect(texts(tail)).toEqual(["8a", "9b"]);
    expect(tail.next).toBe(10);
  });

  it("shows what happens during a commit behind the commit, whether that was stored or not", () => {
    for (const [committed, expected] of [
      [[delta("c")], ["1a", "2c", "3b"]],
      [null, ["1a", "2b"]],
    ] as const) {
      const tail = openTail(0);
      tail.append(delta("a"));
      expect(tail.hold()).toHaveLength(1);
      tail.append(delta("b"));
      expect(texts(tail)).toEqual(["1a"]);
      tail.release(committed);
      expect(texts(tail)).toEqual(expected);
      expect(tail.hold().map((event) => event.data)).toEqual(
        committed === null ? [{ text: "a" }, { text: "b" }] : [{ text: "b" }],
      );
    }
  });

  it("keeps few of the events that are stored, however many readers are behind", () => {
    const tail = openTail(0);
    for (let commit = 0; commit < 100; commit++) {
      for (let i = 0; i < 100; i++) tail.append(delta("x"));
      tail.hold();
      tail.release([]);
      expect(tail.size).toBeLessThanOrEqual(keptEvents);
    }
    expect(tail.first).toBe(10_001 - keptEvents);
    expect(tail.at(1)).toBeUndefined();
  });

  it("takes back what was never stored when it is closed, and knows who has seen it", () => {
    let told = 0;
    const tail = openTail(0, () => told++);
    tail.append(delta("a"));
    tail.hold();
    tail.release([delta("b")]);
    tail.append(delta("c"));
    expect(tail.isBeyond(4)).toBe(false);
    tail.close();
    tail.append(delta("d"));
    expect(texts(tail)).toEqual(["1a", "2b"]);
    expect(tail.isBeyond(3)).toBe(false);
    expect(tail.isBeyond(4)).toBe(true);
    expect(told).toBe(4);
  });

  it("shows nothing that is not stored where readers may go on elsewhere, and asks for it to be stored", () => {
    let asked = 0;
    const tail = new RunTail({ lastStored: 0, showsUnstored: false, onShown: () => undefined });
    tail.onUnstored = () => asked++;
    tail.append(delta("a"));
    expect(texts(tail)).toEqual([]);
    expect(asked).toBe(1);
    expect(tail.isRead).toBe(false);
    const detach = tail.attach();
    expect(tail.isRead).toBe(true);
    expect(asked).toBe(2);
    tail.hold();
    tail.append(delta("b"));
    tail.release([]);
    expect(texts(tail)).toEqual(["1a"]);
    // What came meanwhile waits for the next time.
    expect(asked).toBe(3);
    tail.close();
    expect(texts(tail)).toEqual(["1a"]);
    expect(tail.hidesEvents).toBe(false);
    detach();
    expect(tail.isRead).toBe(false);
  });
});
