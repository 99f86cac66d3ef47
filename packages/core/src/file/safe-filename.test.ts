import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeFilename } from "./safe-filename.ts";

describe("safeFilename", () => {
  it.each([
    ["report.csv", "report.csv"],
    ["Grüße 日本.txt", "Grüße 日本.txt"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\me\\a.txt", "a.txt"],
    ["folder/", "file"],
    ["", "file"],
    [".", "file"],
    ["..", "file"],
    ["...", "file"],
    ["  . ", "file"],
    [".gitignore", ".gitignore"],
    ["a.txt. . ", "a.txt"],
    ["a\u0000b\nc.txt", "a_b_c.txt"],
    ["photo\u202egpj.exe", "photo_gpj.exe"],
    ["a\u2028b\u0085c", "a_b_c"],
    ['what? <"really">|*:.txt', "what_ __really_____.txt"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["Com1.tar.gz", "_Com1.tar.gz"],
    ["LPT¹", "_LPT¹"],
    [`${"a".repeat(254)}.${"b".repeat(20)}`, "a".repeat(254)],
    ["console.log", "console.log"],
    ["\ud800.txt", "\ufffd.txt"],
  ])("makes %j to %j", (name, safe) => {
    expect(safeFilename(name)).toBe(safe);
  });

  it("cuts a long name between characters, and keeps its extension", () => {
    const long = safeFilename(`${"日".repeat(200)}.csv`);
    expect(long).toBe(`${"日".repeat(83)}.csv`);
    expect(new TextEncoder().encode(long).byteLength).toBeLessThanOrEqual(255);
  });

  it("makes of any name one that stays as it is", () => {
    const names = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 400 }),
    );
    fc.assert(
      fc.property(names, (name) => {
        const safe = safeFilename(name);
        expect(safe).not.toMatch(/[/\\\p{Cc}]|[. ]$|^$/u);
        expect(new TextEncoder().encode(safe).byteLength).toBeLessThanOrEqual(255);
        expect(safeFilename(safe)).toBe(safe);
      }),
      { numRuns: 1_000 },
    );
  });
});
