import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StorageLockedError } from "@inhouse/contracts";
import { expect, it } from "vitest";
import { lowdb } from "./lowdb.ts";
import { insert, tenant, thread } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { Writer } from "./testing/writer.ts";

const read = [tenant, "thread", "thread_1"] as const;

it("refuses a folder that this process has open, by whatever name", async () => {
  const folder = temporaryFolder();
  const storage = lowdb(folder);
  await storage.get(...read);
  const link = join(temporaryFolder(), "link");
  symlinkSync(folder, link);
  for (const name of [folder, pathToFileURL(folder), link]) {
    const second = lowdb(name);
    const refusal = await second.get(...read).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StorageLockedError);
    expect(refusal).toMatchObject({ processId: process.pid });
    await second.close();
  }
  await storage.commit(tenant, [insert(thread("thread_1"))]);
  await storage.close();
});

it("opens a folder that it was refused as soon as that is closed", async () => {
  const folder = temporaryFolder();
  const [first, second] = [lowdb(folder), lowdb(folder)];
  await first.commit(tenant, [insert(thread("thread_1"))]);
  await expect(second.get(...read)).rejects.toThrow(StorageLockedError);
  await first.close();
  await expect(second.get(...read)).resolves.toMatchObject({ id: "thread_1" });
  await second.close();
});

it("refuses a folder that another process has open, until that is killed", async () => {
  const folder = temporaryFolder();
  const writer = new Writer(folder);
  await writer.printed(1);
  const storage = lowdb(folder);
  const refusal = await storage.get(...read).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StorageLockedError);
  expect(refusal).toMatchObject({ location: folder, processId: writer.processId });
  await writer.kill();
  await expect(storage.get(...read)).resolves.toMatchObject({ id: "thread_1" });
  await storage.close();
});

it("keeps another process out", async () => {
  const folder = temporaryFolder();
  const storage = lowdb(folder);
  await storage.commit(tenant, [insert(thread("thread_1"))]);
  const writer = new Writer(folder);
  await writer.printed(1);
  expect(writer.lines[0]).toContain(`in use by process ${process.pid}`);
  await writer.kill();
  await storage.close();
});
