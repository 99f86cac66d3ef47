import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import type { Zippable } from "fflate";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ArchiveError, readArchive } from "./read-archive.ts";

const limits = { maxFiles: 10, maxFileBytes: 1000, maxTotalBytes: 2000 };
const text = (content: string): Uint8Array => strToU8(content);
const zip = (files: Zippable): Uint8Array => zipSync(files);

function problemOf(archive: Uint8Array): string {
  try {
    readArchive(archive, limits);
    return "none";
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return `${error.problem}: ${error.message}`;
  }
}

/** Writes bytes over the ones that follow a signature, in its n-th place. */
function patch(
  archive: Uint8Array,
  signature: number,
  offset: number,
  bytes: number[],
): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; at < archive.length - 4; at += 1) {
    if (view.getUint32(at, true) !== signature) continue;
    const patched = Uint8Array.from(archive);
    patched.set(bytes, at + offset);
    return patched;
  }
  throw new Error("the signature is not there");
}

const inDirectory = 0x02014b50;
const inHeader = 0x04034b50;
const atEnd = 0x06054b50;

test("the files of an archive are read, packed or not, and folders are not among them", () => {
  const archive = zip({
    "a.py": [text("a".repeat(500)), { level: 9 }],
    "folder/": new Uint8Array(0),
    "folder/ü.py": [text("b"), { level: 0 }],
    empty: new Uint8Array(0),
  });
  const files = readArchive(archive, limits);
  expect(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
    ["a.py", "a".repeat(500)],
    ["folder/ü.py", "b"],
    ["empty", ""],
  ]);
});

const symlink = { os: 3, attrs: (0o120777 << 16) >>> 0 };
const small = zip({ a: text("content".repeat(9)) });

describe("an archive is refused", () => {
  test.each<[string, Uint8Array, string]>([
    ["that leads out of its folder", zip({ "a/../../b": text("") }), "unsafe_path"],
    ["with an absolute path", zip({ "/etc/passwd": text("") }), "unsafe_path"],
    ["with a path of Windows", zip({ "a\\..\\b": text("") }), "unsafe_path"],
    ["with a drive", zip({ "C:b": text("") }), "unsafe_path"],
    ["with an invisible character", zip({ "a\u202e.py": text("") }), "unsafe_path"],
    ["with NUL", zip({ "a\0.py": text("") }), "unsafe_path"],
    ["with an empty part", zip({ "a//b": text("") }), "unsafe_path"],
    ["with a long part", zip({ ["a".repeat(256)]: text("") }), "unsafe_path"],
    ["with a link", zip({ link: [text("/etc/passwd"), symlink] }), "unsafe_path"],
    ["with a file that is a folder", zip({ a: text(""), "a/b": text("") }), "unsafe_path"],
    ["with a large file", zip({ a: new Uint8Array(1001) }), "too_large"],
    [
      "with much in all",
      zip({ a: new Uint8Array(900), b: new Uint8Array(900), c: new Uint8Array(900) }),
      "too_large",
    ],
    [
      "with many files",
      zip(Object.fromEntries([..."abcdefghijk"].map((name) => [name, text("")]))),
      "too_large",
    ],
    [
      "with more bytes than it says: a bomb",
      patch(zip({ a: new Uint8Array(900) }), inDirectory, 24, [10, 0, 0, 0]),
      "too_large",
    ],
    ["with fewer bytes than it says", patch(small, inDirectory, 24, [200, 0, 0, 0]), "bad_archive"],
    ["with a wrong checksum", patch(small, inDirectory, 16, [0]), "bad_archive"],
    ["that is encrypted", patch(small, inDirectory, 8, [1]), "bad_archive"],
    ["that is packed in another way", patch(small, inDirectory, 10, [93]), "bad_archive"],
    ["with two names for a file", patch(small, inHeader, 30, [98]), "bad_archive"],
    ["with a header somewhere else", patch(small, inDirectory, 42, [9]), "bad_archive"],
    ["with several parts", patch(small, atEnd, 4, [1]), "bad_archive"],
    ["with more entries than there are", patch(small, atEnd, 8, [2, 0, 2]), "bad_archive"],
    ["behind other bytes", Uint8Array.from([1, ...small]), "bad_archive"],
    ["before other bytes", Uint8Array.from([...small, 1]), "bad_archive"],
    ["that is cut off", small.subarray(0, small.length - 1), "bad_archive"],
    ["that is none", text("no archive at all, only text"), "bad_archive"],
    ["that is empty", new Uint8Array(0), "bad_archive"],
  ])("%s", (_title, archive, problem) => {
    expect(problemOf(archive)).toMatch(new RegExp(`^${problem}: `));
  });

  test("whose files share bytes, which makes few of them many", () => {
    const two = zip({ a: [text("same"), { level: 0 }], b: [text("same"), { level: 0 }] });
    // The second entry of the directory points to the header of the first.
    const view = new DataView(two.buffer, two.byteOffset);
    const start = view.getUint32(two.length - 6, true);
    const overlapping = Uint8Array.from(two);
    overlapping[start + 46 + 1 + 42] = 0;
    expect(problemOf(overlapping)).toMatch(/^bad_archive: .*overlaps/);
  });

  test("with a file twice", () => {
    const two = zip({ a: text("x"), b: text("y") });
    const renamed = Uint8Array.from(two, (byte) => (byte === 98 ? 97 : byte));
    expect(problemOf(renamed)).toMatch(/^unsafe_path: 'a' is there twice/);
  });
});

test("whatever is changed in an archive, it is read or refused", () => {
  const archive = zip({ "a/b.py": text("print(1)\n".repeat(20)), c: [text("c"), { level: 0 }] });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (changes) => {
        const changed = Uint8Array.from(archive);
        for (const [at, byte] of changes) changed[at] = byte;
        problemOf(changed);
      },
    ),
  );
});

test("Node's own unpacking is bounded by what is asked for", () => {
  // If this ceased to hold, an archive could unpack more than it says.
  const packed = zip({ a: new Uint8Array(100_000) }).subarray(31);
  expect(() => inflateRawSync(packed, { maxOutputLength: 10 })).toThrow(RangeError);
});
