import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lowdb } from "./lowdb.ts";
import { insert, message, tenant, thread } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

it("measures what the folder takes, whether records are in the journal, in files or in the cache", async () => {
  const folder = temporaryFolder();
  const storage = lowdb(folder, { cacheBytes: 1000, journalBytes: 20_000 });
  const messages = Array.from({ length: 300 }, (_, index) => message("a", index));
  await storage.commit(tenant, [insert(thread("a"))]);
  for (const each of messages) await storage.commit(tenant, [insert(each)]);
  await storage.blobs.put("default/file_1", new Uint8Array(123_456));
  const before = await storage.measure(tenant);
  await storage.close();

  const reopened = lowdb(folder, { cacheBytes: 1000 });
  const { records, diskBytes } = await reopened.measure(tenant);
  const bytes = messages.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0);
  expect(records.message).toEqual({ count: 300, bytes });
  expect(records).toEqual(before.records);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  expect(diskBytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
  await reopened.close();
});
