import type { StorageRecord } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { describe, expect, it } from "vitest";
import type { CommitFate } from "./failing-storage.ts";
import { failingStorage } from "./failing-storage.ts";

function thread(id: string): StorageRecord {
  const place = { partition: id, parent: "", sequence: 1, dueAt: null, keys: {} };
  return { tenant: "t", kind: "thread", id, version: 1, ...place, value: {} };
}

describe("failingStorage", () => {
  it.each<readonly [CommitFate, boolean, unknown]>([
    ["fine", true, undefined],
    ["lost", false, "no"],
    ["doubtful", false, "unknown"],
    ["written", true, "unknown"],
    ["conflict", false, "conflict"],
  ])("lets a commit be %s", async (fate, isWritten, told) => {
    const inner = memoryStorage();
    const storage = failingStorage(inner);
    storage.fate = ({ number }) => (number === 2 ? fate : "fine");
    await storage.commit("t", [{ type: "insert", record: thread("a") }]);
    const error: unknown = await storage
      .commit("t", [{ type: "insert", record: thread("b") }])
      .catch((refusal: unknown) => refusal);
    if (told === "conflict") {
      expect(error).toEqual(new StorageConflictError("thread", "b"));
    } else expect((error as StorageError | undefined)?.committed).toBe(told);
    expect((await inner.get("t", "thread", "b")) !== undefined).toBe(isWritten);
  });

  it("lets nothing of a dead process through, not even what was on its way", async () => {
    const inner = memoryStorage();
    const storage = failingStorage(inner);
    let go = (): void => undefined;
    storage.fate = () =>
      new Promise((resolve) => {
        go = () => resolve("fine");
      });
    const commit = storage.commit("t", [{ type: "insert", record: thread("a") }]);
    const dead = expect(commit).rejects.toThrow(StorageError);
    storage.isDead = true;
    go();
    await dead;
    expect(await inner.get("t", "thread", "a")).toBeUndefined();
    await expect(storage.blobs.put("key", new Uint8Array(1))).rejects.toThrow("dead");
    await expect(storage.due({ kind: "run", at: 1, limit: 1 })).rejects.toThrow("dead");
    await expect(storage.measure("t")).rejects.toThrow("dead");
  });

  it("counts, goes blind, and leaves the inner storage open", async () => {
    const inner = memoryStorage();
    const storage = failingStorage(inner, { shared: true });
    expect(storage.capabilities).toEqual({ ...inner.capabilities, shared: true });
    await storage.commit("t", [{ type: "insert", record: thread("a") }]);
    await storage.list({ tenant: "t", kind: "thread", parent: "", order: "asc", limit: 9 });
    await storage.get("t", "thread", "none");
    expect([storage.commits.length, storage.reads, storage.recordsRead]).toEqual([1, 2, 1]);
    storage.resetCounts();
    expect([storage.commits.length, storage.reads, storage.recordsRead]).toEqual([0, 0, 0]);
    storage.isBlind = true;
    await expect(storage.get("t", "thread", "a")).rejects.toThrow("Nothing can be read.");
    await storage.close();
    expect(await inner.get("t", "thread", "a")).toBeDefined();
  });
});
