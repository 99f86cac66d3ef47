import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Clock } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { lowdb } from "./lowdb.ts";
import { insert, log, message, run, tenant, thread } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe("the folder", () => {
  it("shows after closing what is where, and no journal", async () => {
    const folder = temporaryFolder();
    const storage = lowdb(folder);
    const theRun = run("thread_Ab", 1);
    await storage.commit(tenant, [
      insert(thread("thread_Ab")),
      insert(message("thread_Ab", 0, { value: { text: "Hello" } })),
      insert(theRun),
      insert(log(theRun, 1)),
    ]);
    await storage.blobs.put("default/file_1", Uint8Array.of(1));
    await storage.close();
    expect(filesIn(folder)).toEqual([
      "blobs/default%002ffile_1",
      "index.jsonl",
      "lock",
      "lock.json",
      "tenants/default/threads-0000000000000000.json",
      "tenants/default/threads/thread_+ab/logs-0000000000000000.json",
      "tenants/default/threads/thread_+ab/messages-0000000000000000.json",
      "tenants/default/threads/thread_+ab/runs-0000000000000001.json",
    ]);
    const file = join(folder, "tenants/default/threads/thread_+ab/messages-0000000000000000.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      format: 1,
      tenant: "default",
      kind: "message",
      partition: "thread_Ab",
      records: [
        {
          id: "msg_thread_Ab_0",
          version: 1,
          sequence: 0,
          keys: { runId: "" },
          value: { text: "Hello" },
        },
      ],
    });
  });

  it("is brought up to date when nothing was committed for a while", async () => {
    const folder = temporaryFolder();
    const timers: (() => void)[] = [];
    const clock: Clock = {
      now: () => 0,
      setTimer(milliseconds, callback, background) {
        expect({ milliseconds, background }).toEqual({ milliseconds: 1000, background: true });
        timers.push(callback);
        return () => {};
      },
    };
    const storage = lowdb(folder, { clock });
    await storage.commit(tenant, [insert(message("a", 0))]);
    await storage.commit(tenant, [insert(message("a", 1))]);
    expect(filesIn(folder)).toContain("journal/00000001.jsonl");
    expect(filesIn(folder).filter((file) => file.startsWith("tenants"))).toEqual([]);

    // The first while had a commit in it; the second one has none.
    for (const while_ of [0, 1]) timers[while_]?.();
    while (filesIn(folder).some((file) => file.startsWith("journal"))) await setTimeout(5);
    const file = join(folder, "tenants/default/threads/a/messages-0000000000000000.json");
    expect(JSON.parse(readFileSync(file, "utf8")).records).toHaveLength(2);
    await storage.close();
  });

  it("keeps what was committed under power-safe durability", async () => {
    const folder = temporaryFolder();
    const storage = lowdb(folder, { durability: "power-safe" });
    await storage.commit(tenant, [insert(thread("a")), insert(message("a", 0))]);
    await storage.commit(tenant, [{ type: "delete_partition", partition: "a" }]);
    await storage.commit(tenant, [insert(message("b", 0))]);
    await storage.blobs.put("file_1", Uint8Array.of(1));
    await storage.close();
    const reopened = lowdb(folder, { durability: "power-safe" });
    expect(await reopened.get(tenant, "thread", "a")).toBeUndefined();
    expect(await reopened.get(tenant, "message", "msg_b_0")).toEqual(message("b", 0));
    expect(await reopened.blobs.get("file_1")).toEqual(Uint8Array.of(1));
    await reopened.close();
  });

  it("rejects with the reason where it cannot be made", async () => {
    const file = join(temporaryFolder(), "file");
    const storage = lowdb(join(import.meta.filename, file));
    await expect(storage.get(tenant, "thread", "a")).rejects.toMatchObject({
      code: "storage",
      cause: { code: "ENOTDIR" },
    });
    await storage.close();
  });
});
