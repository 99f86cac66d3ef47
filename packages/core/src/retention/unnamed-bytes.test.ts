import { quiet } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { startEngine } from "../test-support/engine.ts";

/** Long, for those who live on virtual time. */
const day = 600_000;

describe("bytes that nobody names", () => {
  it("are removed when the process died before it could keep the file", async () => {
    const engine = startEngine([]);
    const { inner, storage, inhouse, clock } = engine;
    storage.fate = ({ number }) => {
      // What is expected is written, and then the bytes, and then it dies.
      if (number === 2) engine.kill();
      return "fine";
    };
    await expect(
      inhouse.files.create({ filename: "a.txt", content: "bytes" }),
    ).rejects.toMatchObject({ code: "storage" });
    const heir = startEngine([], { inner, clock });
    const { records } = await heir.inhouse.storage.measure();
    expect(records).toMatchObject({ file: { count: 0 }, blob_removal: { count: 1 } });
    const [removal] = await inner.due({
      kind: "blob_removal",
      at: Number.MAX_SAFE_INTEGER,
      limit: 9,
    });
    const key = `default/${removal?.id}`;
    expect(await inner.blobs.get(key)).toHaveLength(5);
    await clock.advance(2 * 3_600_000);
    expect(await inner.blobs.get(key)).toBeUndefined();
    expect((await heir.inhouse.storage.measure()).records.blob_removal.count).toBe(0);
  });

  it("are removed when the process died before it could remove them", async () => {
    const engine = startEngine([]);
    const { inner, storage, inhouse, clock } = engine;
    const { id } = await inhouse.files.create({ filename: "a.txt", content: "bytes" });
    storage.blobs.delete = async () => {
      engine.kill();
      throw new Error("dead");
    };
    await expect(inhouse.files.delete(id)).rejects.toThrow("dead");
    await quiet();
    const heir = startEngine([], { inner: { ...inner, blobs: { ...inner.blobs } }, clock });
    heir.storage.blobs.delete = async (key) => inner.blobs.put(`${key}/gone`, new Uint8Array());
    await clock.advance(700_000);
    expect(await inner.blobs.get(`default/${id}/gone`)).toBeDefined();
    expect((await heir.inhouse.storage.measure()).records.blob_removal.count).toBe(0);
  });

  it("are removed also behind some that cannot be", async () => {
    const engine = startEngine([]);
    const { inner, storage, inhouse, clock } = engine;
    const ids: string[] = [];
    for (const filename of ["a.txt", "b.txt"]) {
      ids.push((await inhouse.files.create({ filename, content: "bytes" })).id);
    }
    storage.blobs.delete = async () => {
      throw new Error("The disk is away.");
    };
    for (const id of ids) await expect(inhouse.files.delete(id)).rejects.toThrow("away");
    const stuck = `default/${ids[0]}`;
    storage.blobs.delete = async (key) => {
      if (key === stuck) throw new Error("This one cannot be removed.");
      await inner.blobs.put(`${key}/gone`, new Uint8Array());
    };
    await clock.advance(2 * day);
    expect(await inner.blobs.get(`default/${ids[1]}/gone`)).toBeDefined();
    expect((await inhouse.storage.measure()).records.blob_removal.count).toBe(1);
    expect(engine.faults.length).toBeGreaterThan(0);
  });

  it("are kept as long as their file is", async () => {
    const engine = startEngine([]);
    const { id } = await engine.inhouse.files.create({ filename: "a.txt", content: "bytes" });
    await engine.clock.advance(10 * day);
    expect(await engine.inhouse.files.content(id)).toHaveLength(5);
  });
});
