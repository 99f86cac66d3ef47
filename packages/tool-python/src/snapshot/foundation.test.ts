import { mkdtempSync, rmSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { codeInterpreter } from "../code-interpreter.ts";
import { TestThread } from "../test-support/test-thread.ts";
import { layFoundation } from "./foundation.ts";
import { encodeSnapshot } from "./snapshot-file.ts";
import { SnapshotFolder } from "./snapshot-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "python-snapshots-"));
afterAll(() => rmSync(folder, { recursive: true }));

const memory = new TextEncoder().encode("a memory");

test("two that keep a snapshot at once leave one whole file", async () => {
  const path = join(folder, "at once");
  await Promise.all([
    new SnapshotFolder(path).write("key", memory),
    new SnapshotFolder(path).write("key", memory),
  ]);
  expect(await readdir(path)).toEqual(["key.snapshot"]);
  expect(await new SnapshotFolder(path).read("key")).toEqual(Buffer.from(memory));
  expect(await new SnapshotFolder(path).read("other")).toBeNull();
});

test("the snapshots of former versions do not pile up", async () => {
  const old = new SnapshotFolder(join(folder, "old"));
  for (const key of ["a", "b", "c", "d", "e", "f"]) await old.write(key, memory);
  expect(await readdir(join(folder, "old"))).toHaveLength(4);
  expect(await old.read("f")).not.toBeNull();
});

test("Python starts without a snapshot where the one that is there does not fit, and says so", async () => {
  const { key } = await layFoundation({ pyodideUrl: null, snapshotFolder: null });
  const snapshotFolder = join(folder, "forged");
  await new SnapshotFolder(snapshotFolder).write(key ?? "", memory);
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  await using tool = codeInterpreter({ snapshotFolder });
  const { output } = await new TestThread(tool, "t").run("6 * 7");
  expect(output).toContain("value:\n42");
  expect(warned).toHaveBeenCalledWith(
    expect.stringMatching(/^Python starts without a snapshot.*magic number/),
    { type: "InhouseWarning", code: "INHOUSE_PYTHON_SNAPSHOT" },
  );
});

test("a snapshot that is damaged is made anew", async () => {
  const options = { pyodideUrl: null, snapshotFolder: join(folder, "damaged") };
  const { key } = await layFoundation({ pyodideUrl: null, snapshotFolder: null });
  const [name = ""] = await readdir(join(folder, "forged"));
  const files = new SnapshotFolder(options.snapshotFolder);
  await files.write(key ?? "", memory);
  await writeFile(
    join(options.snapshotFolder, name),
    (await encodeSnapshot(memory, key ?? "")).subarray(0, -4),
  );
  const made = await layFoundation(options);
  expect(made.snapshot?.length).toBeGreaterThan(30_000_000);
  expect(Buffer.compare((await files.read(key ?? "")) ?? memory, made.snapshot ?? memory)).toBe(0);
  expect((await readFile(join(options.snapshotFolder, name))).length).toBeLessThan(8_000_000);
});
