import { expect, it } from "vitest";
import { Disk } from "./disk.ts";
import { Layout } from "./layout.ts";
import { openFileStore } from "./open-file-store.ts";
import { insert, message, tenant } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const perMeasure = 256;

/** So that all sequences have the same number of digits. */
const origin = 100_000;

it("writes as many bytes for a message of a long thread as for one of a short thread", async () => {
  const layout = new Layout(temporaryFolder());
  const disk = new Disk(layout.temporary, "process-safe");
  const journalBytes = Number.POSITIVE_INFINITY;
  const store = await openFileStore(disk, layout, { cacheBytes: 100_000, journalBytes });
  const costs: number[] = [];
  for (let measure = 0; measure < 16; measure++) {
    const before = disk.bytesWritten;
    for (let index = 0; index < perMeasure; index++) {
      await store.commit(tenant, [insert(message("a", origin + measure * perMeasure + index))]);
      if (index % 32 === 31) await store.checkpoint();
    }
    costs.push((disk.bytesWritten - before) / perMeasure);
  }
  await store.close();
  const [first = 0] = costs;
  for (const cost of costs) expect(cost).toBeLessThan(first * 1.05);
  const payload = JSON.stringify(message("a", 0)).length;
  expect(first).toBeLessThan(payload * 5);
});
