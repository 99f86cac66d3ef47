import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";

/** Size and pixels of a PNG file, whose parts are in the order in which the offline painter writes them. */
function readPng(path: string): { readonly size: readonly number[]; readonly lines: Buffer } {
  const file = readFileSync(path);
  const start = file.indexOf("IDAT");
  const data = file.subarray(start + 4, start + 4 + file.readUInt32BE(start - 4));
  return { size: [file.readUInt32BE(16), file.readUInt32BE(20)], lines: inflateSync(data) };
}

test("the assistant draws two pictures, the second from the first, and writes real PNG files", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-drawing-"));
  try {
    const example = join(import.meta.dirname, "main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, [example, folder]);
    const files = readdirSync(folder);
    expect(stdout.split("\n").filter((line) => line.endsWith("(completed)"))).toHaveLength(2);
    expect(files).toEqual([
      "a-red-fox-reading-a-newspaper-under-an-1.png",
      "the-same-fox-at-night-by-the-light-of-a-1.png",
    ]);
    const pictures = files.map((file) => readPng(join(folder, file)));
    for (const { size, lines } of pictures) {
      expect(size).toEqual([768, 512]);
      expect(lines).toHaveLength(512 * 769);
      expect(new Set(lines).size).toBeGreaterThan(4);
    }
    expect(pictures[0]?.lines.equals(pictures[1]?.lines ?? Buffer.alloc(0))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
