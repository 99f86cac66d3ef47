import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StorageCorruptError } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { lowdb } from "./lowdb.ts";
import { insert, message, run, tenant, thread } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const list = { tenant, kind: "message", parent: "a", order: "asc", limit: 100 } as const;
const messages = "tenants/default/threads/a/messages-0000000000000000.json";
const runs = "tenants/default/threads/a/runs-0000000000000001.json";

/** A folder that was closed in order, with two messages and a run. */
async function closedFolder(): Promise<string> {
  const folder = temporaryFolder();
  const storage = lowdb(folder);
  await storage.commit(tenant, [
    insert(thread("a")),
    insert(message("a", 0)),
    insert(message("a", 2)),
    insert(run("a", 1)),
  ]);
  await storage.close();
  return folder;
}

/** A folder as a killed process leaves it: with three messages, each a line of the journal. */
async function killedFolder(): Promise<{ folder: string; journal: string }> {
  const live = temporaryFolder();
  const folder = temporaryFolder();
  const storage = lowdb(live);
  for (const sequence of [0, 1, 2]) {
    await storage.commit(tenant, [insert(message("a", sequence))]);
  }
  cpSync(live, folder, { recursive: true });
  await storage.close();
  const [name = ""] = readdirSync(join(folder, "journal"));
  return { folder, journal: join(folder, "journal", name) };
}

async function sequencesIn(folder: string): Promise<number[]> {
  const storage = lowdb(folder);
  const listed = await storage.list(list).finally(() => storage.close());
  return listed.map((record) => record.sequence);
}

async function expectNamed(folder: string, file: string): Promise<void> {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  const error = await sequencesIn(folder).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StorageCorruptError);
  expect(error).toMatchObject({ location: file });
  expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(before);
}

describe("a damaged record file", () => {
  it.each<[string, (text: string) => string]>([
    ["that is empty", () => ""],
    ["that is cut off", (text) => text.slice(0, text.length / 2)],
    ["of zeros", (text) => "\0".repeat(text.length)],
    ["with a byte order mark", (text) => `\ufeff${text}`],
    ["that says null", () => "null"],
    ["that says 5", () => "5"],
    ["that says {}", () => "{}"],
    ["of a later format", (text) => text.replace('"format": 1', '"format": 2')],
    ["with a record that is none", (text) => text.replace('"sequence": 0', '"sequence": "0"')],
    ["of another thread", (text) => text.replace('"partition": "a"', '"partition": "b"')],
  ])("%s is named and left alone", async (_, change) => {
    const folder = await closedFolder();
    const file = join(folder, messages);
    const text = readFileSync(file, "utf8");
    expect(change(text)).not.toBe(text);
    writeFileSync(file, change(text));
    await expectNamed(folder, file);
  });

  it("that is missing is named", async () => {
    const folder = await closedFolder();
    rmSync(join(folder, messages));
    await expectNamed(folder, join(folder, messages));
  });

  it("keeps nobody from reading the others", async () => {
    const folder = await closedFolder();
    writeFileSync(join(folder, runs), "damaged");
    await expect(sequencesIn(folder)).resolves.toEqual([0, 2]);
  });

  it("that stands in another's place is named when the index is made anew", async () => {
    const folder = await closedFolder();
    cpSync(join(folder, messages), join(folder, runs));
    rmSync(join(folder, "index.jsonl"));
    await expectNamed(folder, join(folder, runs));
  });
});

describe("a damaged journal", () => {
  it.each([1, 10, 200])("without the last %i bytes loses the last commit only", async (bytes) => {
    const { folder, journal } = await killedFolder();
    writeFileSync(journal, readFileSync(journal).subarray(0, -bytes));
    await expect(sequencesIn(folder)).resolves.toEqual([0, 1]);
  });

  it("that ends in zeros loses nothing", async () => {
    const { folder, journal } = await killedFolder();
    writeFileSync(journal, `${readFileSync(journal, "utf8")}${"\0".repeat(100)}`);
    await expect(sequencesIn(folder)).resolves.toEqual([0, 1, 2]);
  });

  it.each<[string, (line: string) => string]>([
    ["that is cut off", (line) => line.slice(0, 40)],
    ["of another form", () => '{"tenant":"default","writes":[{"type":"put"}]}'],
    ["that is empty", () => ""],
  ])("with an earlier line %s is named and left alone", async (_, change) => {
    const { folder, journal } = await killedFolder();
    const [first = "", second = "", ...others] = readFileSync(journal, "utf8").split("\n");
    writeFileSync(journal, [first, change(second), ...others].join("\n"));
    await expectNamed(folder, journal);
  });
});

describe("a damaged index", () => {
  it.each<[string, (text: string) => string]>([
    ["that is empty", () => ""],
    ["that is cut off in a line", (text) => text.slice(0, -20)],
    ["of a later format", (text) => text.replace('"format":1', '"format":2')],
    ["with a line of nonsense", (text) => `${text}nonsense\n{}\n`],
  ])("%s is made anew", async (_, change) => {
    const folder = await closedFolder();
    const file = join(folder, "index.jsonl");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    await expect(sequencesIn(folder)).resolves.toEqual([0, 2]);
  });

  it("that is missing is made anew", async () => {
    const folder = await closedFolder();
    rmSync(join(folder, "index.jsonl"));
    await expect(sequencesIn(folder)).resolves.toEqual([0, 2]);
  });
});
