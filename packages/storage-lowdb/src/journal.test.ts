import type { StorageError } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import type { AppendFile } from "./append-file.ts";
import { Disk } from "./disk.ts";
import { Layout } from "./layout.ts";
import { openFileStore } from "./open-file-store.ts";
import { insert, message, tenant } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

type Fault = "append" | "truncate" | "settle";

/** A disk on which journals fail as told. */
class FailingDisk extends Disk {
  readonly faults: Set<Fault> = new Set();

  override async openAppend(path: string): Promise<AppendFile> {
    const file = await super.openAppend(path);
    if (!path.includes("journal")) return file;
    const append = file.append.bind(file);
    const truncate = file.truncate.bind(file);
    const settle = file.settle.bind(file);
    file.append = async (text) => {
      if (this.faults.has("append")) await append(text.slice(0, text.length / 2));
      this.#fail("append");
      await append(text);
    };
    file.truncate = async (length) => {
      this.#fail("truncate");
      await truncate(length);
    };
    file.settle = async () => {
      this.#fail("settle");
      await settle();
    };
    return file;
  }

  #fail(fault: Fault): void {
    if (this.faults.has(fault)) throw new Error(`No ${fault}: the disk is full.`);
  }
}

const options = { cacheBytes: 100_000, journalBytes: Number.POSITIVE_INFINITY };
const list = { tenant, kind: "message", parent: "a", order: "asc", limit: 100 } as const;

/** Commits message 0, message 1 on the failing disk, and message 2 on the healed one. */
async function commitAround(faults: readonly Fault[]): Promise<{
  readonly outcomes: readonly string[];
  readonly closed: boolean;
  readonly found: readonly number[];
}> {
  const layout = new Layout(temporaryFolder());
  const disk = new FailingDisk(layout.temporary, "power-safe");
  const store = await openFileStore(disk, layout, options);
  const outcomes: string[] = [];
  const commit = async (sequence: number): Promise<void> => {
    const work = store.commit(tenant, [insert(message("a", sequence))]);
    outcomes.push(
      await work.then(
        () => "done",
        (error: StorageError) => error.committed,
      ),
    );
  };
  await commit(0);
  for (const fault of faults) disk.faults.add(fault);
  await commit(1);
  disk.faults.clear();
  await commit(2);
  const closed = await store.close().then(
    () => true,
    () => false,
  );
  const reopened = await openFileStore(disk, layout, options);
  const found = (await reopened.list(list)).map((record) => record.sequence);
  await reopened.close();
  return { outcomes, closed, found };
}

describe("a journal that cannot be written", () => {
  it("takes back half a line and goes on", async () => {
    expect(await commitAround(["append"])).toEqual({
      outcomes: ["done", "no", "done"],
      closed: true,
      found: [0, 2],
    });
  });

  it("refuses to go on behind half a line that it cannot take back", async () => {
    expect(await commitAround(["append", "truncate"])).toEqual({
      outcomes: ["done", "unknown", "no"],
      closed: false,
      found: [0],
    });
  });

  it("refuses to go on when the disk does not say whether it has a line", async () => {
    expect(await commitAround(["settle"])).toEqual({
      outcomes: ["done", "unknown", "no"],
      closed: false,
      found: [0, 1],
    });
  });
});
