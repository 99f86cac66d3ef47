import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { TestProcess } from "../testing/processes.ts";
import { tenant } from "../testing/records.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { sqlite } from "./node-sqlite-storage.ts";

function newFile(): string {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "inhouse.db");
}

it("is made by one of two processes that start at once, and written by both", async () => {
  const file = newFile();
  const count = 100;
  const writers = ["a", "b"].map(
    (name) => new TestProcess("writer-process.ts", "sqlite", file, "app_", `${count}`, name),
  );
  for (const writer of writers) writer.go();
  expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0]);
  const storage = sqlite(file, { prefix: "app_", migrate: "check" });
  const messages = await storage.list({
    tenant,
    kind: "message",
    parent: "shared",
    order: "asc",
    limit: 1000,
  });
  await storage.close();
  expect(messages.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 200 }, (_, n) => n),
  );
  for (const name of ["a", "b"]) {
    expect(messages.filter(({ value }) => Object(value).by === name)).toHaveLength(count);
  }
});

it("refuses a second process, and takes one whose predecessor was killed", async () => {
  const file = newFile();
  const holder = new TestProcess("holder-process.ts", file);
  await expect.poll(() => holder.lines).toEqual(["open"]);
  const storage = sqlite(file, { exclusive: true });
  expect(storage.capabilities).toEqual({ shared: false, durable: true });
  expect(storage.watch).toBeUndefined();
  await expect(storage.get(tenant, "thread", "t")).rejects.toMatchObject({
    code: "storage_locked",
  });
  const sharing = sqlite(file, { busyMilliseconds: 20 });
  await expect(sharing.get(tenant, "thread", "t")).rejects.toMatchObject({ code: "storage" });
  await holder.kill();
  expect(await storage.get(tenant, "thread", "t")).toBeUndefined();
  await sharing.close();
  await storage.close();
});
