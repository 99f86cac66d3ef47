import { describe, expect, it } from "vitest";
import { StorageError } from "../errors/storage-error.ts";
import type { StorageRecord, StorageWrite } from "./storage.ts";
import { assertStorageBatch } from "./storage-batch.ts";

const message: StorageRecord = {
  tenant: "default",
  kind: "message",
  id: "msg_1",
  version: 1,
  partition: "thread_1",
  parent: "thread_1",
  sequence: 0,
  dueAt: null,
  keys: { runId: "" },
  value: {},
};

function insert(change: Partial<StorageRecord> = {}): StorageWrite {
  return { type: "insert", record: { ...message, ...change } };
}

const whole: StorageWrite = { type: "delete_partition", partition: "thread_1" };

describe("assertStorageBatch", () => {
  it("lets a proper batch pass", () => {
    const check: StorageWrite = { type: "check", kind: "message", id: "msg_1", expectedVersion: 1 };
    assertStorageBatch("default", [insert(), insert({ id: "msg_2", sequence: 1 })]);
    assertStorageBatch("default", [{ type: "update", record: { ...message, version: 2 } }]);
    assertStorageBatch("default", [check, whole]);
  });

  it.each<[string, readonly StorageWrite[]]>([
    ["is empty", []],
    ["'msg_1' twice", [insert(), insert()]],
    ["tenant 'other'", [insert({ tenant: "other" })]],
    ["version other than 1", [insert({ version: 2 })]],
    ["no version of an update", [{ type: "update", record: message }]],
    ["no safe integer", [insert({ sequence: 0.5 })]],
    ["no safe integer", [insert({ sequence: -1 })]],
    ["due time", [insert({ dueAt: Number.NaN })]],
    ["the parent ''", [insert({ parent: "" })]],
    ["the partition ''", [insert({ partition: "" })]],
    ["instead of 'thread_1'", [insert({ partition: "thread_2" })]],
    ["the keys [] instead of [runId]", [insert({ keys: {} })]],
    ["the keys [status]", [insert({ keys: { status: "" } })]],
    ["which is none", [{ type: "delete_partition", partition: "" }]],
    ["'thread_1' twice", [whole, whole]],
    ["deletes its partition", [whole, insert()]],
    [
      "deletes its partition",
      [{ type: "delete", kind: "thread", id: "thread_1", expectedVersion: 1 }, whole],
    ],
  ])("names what is wrong: %s", (problem, writes) => {
    const refusal = expect(() => assertStorageBatch("default", writes));
    refusal.toThrow(StorageError);
    refusal.toThrow(problem);
  });
});
