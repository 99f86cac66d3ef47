import { expect, test } from "vitest";
import { decodeSnapshot, encodeSnapshot, SnapshotRefusedError } from "./snapshot-file.ts";

const memory = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

test("a snapshot comes back as it was, and takes less room", async () => {
  const file = await encodeSnapshot(memory, "key");
  expect(file.length).toBeLessThan(10_000);
  expect(Buffer.compare(await decodeSnapshot(file, "key"), memory)).toBe(0);
});

test("a snapshot of something else is refused", async () => {
  const file = await encodeSnapshot(memory, "other");
  await expect(decodeSnapshot(file, "key")).rejects.toThrow(
    new SnapshotRefusedError("the snapshot is of another version of Pyodide or of this package"),
  );
});

test.each([
  ["is empty", () => new Uint8Array()],
  ["is text", () => Buffer.from("text\n")],
  ["is other JSON", () => Buffer.from("null\n")],
  ["ends too early", (file: Uint8Array) => file.subarray(0, -10)],
  ["was changed", (file: Uint8Array) => file.with(-20, (file.at(-20) ?? 0) ^ 1)],
  [
    "unpacks to more than it says",
    (file: Uint8Array) =>
      Buffer.from(Buffer.from(file).toString("latin1").replace("100000", "099999"), "latin1"),
  ],
  [
    "has another hash",
    (file: Uint8Array) =>
      Buffer.from(
        Buffer.from(file)
          .toString("latin1")
          .replace(/[0-9a-f]{8}","bytes/, '00000000","bytes'),
        "latin1",
      ),
  ],
])("a file that %s is refused", async (_title, change) => {
  const file = change(await encodeSnapshot(memory, "key"));
  await expect(decodeSnapshot(file, "key")).rejects.toThrow(SnapshotRefusedError);
});
