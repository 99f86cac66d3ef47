import { expect, test } from "vitest";
import type { SnapshotBase } from "../snapshot/snapshot-base.ts";
import type { SavedSession } from "./saved-session.ts";
import type { BlobBinding } from "./session-blob.ts";
import { BlobRefusedError, decodeSession, encodeSession } from "./session-blob.ts";

const pageBytes = 65_536;
const memoryOf = (pages: number, change: (memory: Uint8Array) => void): Uint8Array => {
  const memory = Uint8Array.from({ length: pages * pageBytes }, (_, index) => (index * 7919) % 253);
  change(memory);
  return memory;
};
const binding: BlobBinding = {
  secret: new TextEncoder().encode("secret"),
  owner: ["tenant", "thread"],
};
const base: SnapshotBase = { memory: memoryOf(2, () => {}), sha256: "base" };
const limits = { memoryBytes: 10 * pageBytes, fileBytes: 1000 };
const session = (): SavedSession => ({
  state: {
    memory: memoryOf(4, (memory) => {
      memory[5000] = 1;
      memory.fill(0, 3 * pageBytes);
    }),
    tableSlots: 12,
    nodes: [
      { kind: "folder", path: "/outputs/a", mode: 0o755 },
      {
        kind: "file",
        path: "/outputs/a/f",
        mode: 0o644,
        modified: 5,
        bytes: new TextEncoder().encode("text"),
      },
      { kind: "file", path: "/inputs/i", mode: 0o644, modified: 6, bytes: null },
      { kind: "link", path: "/outputs/l", target: "a" },
    ],
    descriptors: [
      { number: 3, flags: 0, position: 2, path: "/outputs/a/f", bytes: null, duplicateOf: null },
      {
        number: 4,
        flags: 2,
        position: 0,
        path: null,
        bytes: new TextEncoder().encode("x"),
        duplicateOf: null,
      },
    ],
    folder: "/outputs",
    packages: [["six", "00"]],
    collected: ["/outputs/a/f"],
  },
  inputs: { delivered: [["file_1", "/inputs/i"]], ignored: ["file_2"] },
});
test("a session comes back as it was, and is a difference from a fresh one", async () => {
  const blob = await encodeSession(session(), base, binding);
  expect(blob.length).toBeLessThan(100_000);
  const small = await encodeSession(
    { ...session(), state: { ...session().state, memory: memoryOf(2, () => {}) } },
    base,
    binding,
  );
  expect(small.length).toBeLessThan(1000);
  const { state, inputs } = (await decodeSession(blob, binding, limits)).unfold(base);
  const expected = session();
  expect(Buffer.compare(state.memory, expected.state.memory)).toBe(0);
  expect({ ...state, memory: null }).toEqual({ ...expected.state, memory: null });
  expect(inputs).toEqual(expected.inputs);
});

test.each<[string, (blob: Uint8Array) => Uint8Array, Partial<BlobBinding>, string]>([
  ["a byte of it was changed", (blob) => blob.with(-9, (blob.at(-9) ?? 0) ^ 1), {}, "signature"],
  ["its signature was changed", (blob) => blob.with(0, (blob[0] ?? 0) ^ 1), {}, "signature"],
  ["it was cut off", (blob) => blob.subarray(0, -1), {}, "signature"],
  ["it is empty", () => new Uint8Array(), {}, "signature"],
  ["it was signed with another key", (blob) => blob, { secret: new Uint8Array(32) }, "signature"],
  ["it is another thread's", (blob) => blob, { owner: ["tenant", "other"] }, "signature"],
  ["it is another tenant's", (blob) => blob, { owner: ["other", "thread"] }, "signature"],
])("a stored session is refused when %s", async (_title, change, other, reason) => {
  const blob = change(await encodeSession(session(), base, binding));
  const refused = decodeSession(blob, { ...binding, ...other }, limits);
  await expect(refused).rejects.toThrow(BlobRefusedError);
  await expect(refused).rejects.toThrow(reason);
});

test("a stored session that is more than it may be is refused, though it is signed", async () => {
  const blob = await encodeSession(session(), base, binding);
  for (const less of [{ memoryBytes: 3 * pageBytes }, { fileBytes: 3 }]) {
    const folded = await decodeSession(blob, binding, { ...limits, ...less });
    expect(() => folded.unfold(base)).toThrow(BlobRefusedError);
  }
});

test("a stored session is refused by another interpreter", async () => {
  const blob = await encodeSession(session(), base, binding);
  const folded = await decodeSession(blob, binding, limits);
  expect(() => folded.unfold({ ...base, sha256: "other" })).toThrow("another version");
});
