import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { FailingDatabase } from "../testing/failing-database.ts";
import { insert, message, tenant, thread, update } from "../testing/records.ts";
import { fill, turn } from "../testing/turn.ts";
import { sqlite } from "./node-sqlite-storage.ts";

it("writes a turn with as many statements at message 10 as at message 10,000", async () => {
  const database = new FailingDatabase(new DatabaseSync(":memory:"));
  const storage = sqlite(database);
  let record = thread("thread_1");
  await storage.commit(tenant, [insert(record)]);
  const counts: number[] = [];
  for (const [from, to] of [
    [0, 10],
    [20, 10_000],
  ] as const) {
    await fill(storage, record, from, to);
    const before = database.steps.count;
    record = await turn(storage, record, to);
    counts.push(database.steps.count - before);
  }
  await storage.close();
  // Two commits: begin, four or five writes, commit.
  expect(counts).toEqual([13, 13]);
});

it("shares one transaction among commits that wait together, each in a savepoint", async () => {
  const database = new FailingDatabase(new DatabaseSync(":memory:"));
  const storage = sqlite(database);
  const record = thread("thread_1");
  await storage.commit(tenant, [insert(record)]);
  const before = database.steps.count;
  const results = await Promise.allSettled([
    storage.commit(tenant, [insert(message("thread_1", 1))]),
    storage.commit(tenant, [insert(message("thread_1", 2)), insert(record)]),
    storage.commit(tenant, [update(record)]),
  ]);
  // Begin and commit, and savepoint and release around each; the one that conflicts is rolled back.
  expect(database.steps.count - before).toBe(2 + 3 * 2 + 1 + 3);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const listed = await storage.list({
    tenant,
    kind: "message",
    parent: "thread_1",
    order: "asc",
    limit: 10,
  });
  expect(listed.map(({ sequence }) => sequence)).toEqual([1]);
  await storage.close();
});

it("reports each commit of a group by itself, whichever statement fails", async () => {
  for (const fault of ["before", "after"]) {
    for (let step = 1; ; step++) {
      const inner = new DatabaseSync(":memory:");
      const database = new FailingDatabase(inner);
      const storage = sqlite(database);
      await storage.get(tenant, "message", "none");
      database.steps.arm(step, fault);
      const ids = [1, 2, 3];
      const results = await Promise.allSettled(
        ids.map((id) => storage.commit(tenant, [insert(message("thread_1", id))])),
      );
      if (!database.steps.disarm()) break;
      for (const [index, result] of results.entries()) {
        const found = await storage.get(tenant, "message", `msg_thread_1_${ids[index]}`);
        const outcome = result.status === "fulfilled" ? "written" : result.reason.committed;
        if (outcome === "unknown") continue;
        expect(found !== undefined, `${fault} ${step}`).toBe(outcome === "written");
      }
      await storage.commit(tenant, [insert(message("thread_1", 9))]);
      await storage.close();
    }
  }
});
