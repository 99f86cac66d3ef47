import { expect, it } from "vitest";
import { Disk } from "./disk.ts";
import type { FileStore } from "./file-store.ts";
import { Layout } from "./layout.ts";
import { openFileStore } from "./open-file-store.ts";
import type { Found } from "./testing/dump.ts";
import { dump } from "./testing/dump.ts";
import { diskFaults, FailingDisk } from "./testing/failing-disk.ts";
import { insert, message, run, tenant, thread, update } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const options = { cacheBytes: 30_000, journalBytes: Number.POSITIVE_INFINITY };
const threads = ["a", "b"];

async function fill(store: FileStore): Promise<Found> {
  const messages = Array.from({ length: 70 }, (_, index) => message("a", index));
  await store.commit(tenant, [thread("a"), thread("b"), run("b", 0), ...messages].map(insert));
  await store.checkpoint();
  const gone = { type: "delete", kind: "run", id: "run_b_0", expectedVersion: 1 } as const;
  await store.commit(tenant, [{ type: "delete_partition", partition: "a" }, gone]);
  await store.commit(tenant, [update(thread("b")), insert(message("b", 1))]);
  return dump(store, threads);
}

async function dumpOf(layout: Layout): Promise<Found> {
  const store = await openFileStore(new Disk(layout.temporary, "process-safe"), layout, options);
  return dump(store, threads).finally(() => store.close());
}

it.each(diskFaults)(
  "brings the files up to date later when it could not, wherever the disk is %s",
  async (fault) => {
    let failed = true;
    for (let change = 1; failed; change++) {
      const layout = new Layout(temporaryFolder());
      const disk = new FailingDisk(layout);
      const store = await openFileStore(disk, layout, options);
      const expected = await fill(store);
      disk.arm(change, fault);
      const outcome = await store.checkpoint().then(
        () => "done",
        () => "failed",
      );
      failed = disk.disarm();
      expect(outcome, `change ${change}`).toBe(failed ? "failed" : "done");
      expect(await dump(store, threads)).toEqual(expected);
      await store.commit(tenant, [insert(message("b", 2))]);
      const later = await dump(store, threads);
      await store.close();
      expect(await dumpOf(layout), `after change ${change}`).toEqual(later);
    }
  },
);
