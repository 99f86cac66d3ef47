import assert from "node:assert/strict";
import type { StorageCase } from "../storage-case.ts";

const bytes = Uint8Array.from([0, 1, 127, 128, 255, 10, 13]);

/** The bytes of files. */
export const blobCases: readonly StorageCase[] = [
  {
    name: "reads undefined where there are no bytes",
    async run({ blobs }) {
      assert.equal(await blobs.get("tenant/file_1"), undefined);
    },
  },
  {
    name: "gives back the bytes of a blob",
    async run({ blobs }) {
      await blobs.put("tenant/file_1", bytes);
      assert.deepEqual(toArray(await blobs.get("tenant/file_1")), toArray(bytes));
    },
  },
  {
    name: "replaces the bytes of a blob",
    async run({ blobs }) {
      await blobs.put("file_1", new Uint8Array(100));
      await blobs.put("file_1", bytes);
      assert.deepEqual(toArray(await blobs.get("file_1")), toArray(bytes));
    },
  },
  {
    name: "deletes a blob, and takes the deletion of none as done",
    async run({ blobs }) {
      await blobs.put("file_1", bytes);
      await blobs.delete("file_1");
      assert.equal(await blobs.get("file_1"), undefined);
      await blobs.delete("file_1");
    },
  },
  {
    name: "keeps an empty blob",
    async run({ blobs }) {
      await blobs.put("file_1", new Uint8Array());
      assert.deepEqual(toArray(await blobs.get("file_1")), []);
    },
  },
  {
    name: "keeps a blob of three megabytes",
    async run({ blobs }) {
      const large = new Uint8Array(3_000_000);
      for (let index = 0; index < large.length; index++) large[index] = index * 31;
      await blobs.put("file_1", large);
      const read = await blobs.get("file_1");
      assert.ok(read !== undefined && Buffer.compare(read, large) === 0);
    },
  },
  {
    name: "shows a blob as a whole while it is replaced",
    async run({ blobs }) {
      const [first, second] = [1, 2].map((value) => new Uint8Array(300_000).fill(value));
      assert.ok(first && second);
      await blobs.put("file_1", first);
      for (let round = 0; round < 5; round++) {
        const writing = [second, first].map((bytes) => blobs.put("file_1", bytes));
        const reads = await Promise.all([1, 2, 3].map(() => blobs.get("file_1")));
        for (const read of reads) {
          assert.equal(read?.length, 300_000, "a part of a blob is missing");
          assert.equal(new Set(read).size, 1, "parts of two blobs");
        }
        await Promise.all(writing);
      }
    },
  },
  {
    name: "keeps its own copy of a blob",
    async run({ blobs }) {
      const mine = Uint8Array.from(bytes);
      await blobs.put("file_1", mine);
      mine.fill(9);
      const handedOut = await blobs.get("file_1");
      assert.deepEqual(toArray(handedOut), toArray(bytes));
      handedOut?.fill(8);
      assert.deepEqual(toArray(await blobs.get("file_1")), toArray(bytes));
    },
  },
  {
    name: "stores the part of a buffer that it was handed",
    async run({ blobs }) {
      await blobs.put("file_1", bytes.subarray(2, 4));
      assert.deepEqual(toArray(await blobs.get("file_1")), [127, 128]);
    },
  },
  {
    name: "keeps blobs apart whose keys differ in case or depth only",
    async run({ blobs }) {
      const keys = [
        "a",
        "A",
        "a/b",
        "a/B",
        "A/b",
        "a/b/c",
        "a-b",
        "a_b",
        "x".repeat(128),
        "X".repeat(128),
      ];
      for (const [index, key] of keys.entries()) await blobs.put(key, Uint8Array.of(index));
      for (const [index, key] of keys.entries()) {
        assert.deepEqual(toArray(await blobs.get(key)), [index], key);
      }
      await blobs.delete("a");
      assert.deepEqual(toArray(await blobs.get("a/b")), [2]);
    },
  },
];

function toArray(read: Uint8Array | undefined): number[] | undefined {
  return read && Array.from(read);
}
