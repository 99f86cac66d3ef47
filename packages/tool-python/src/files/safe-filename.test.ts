import fc from "fast-check";
import { expect, test } from "vitest";
import { safeFilename, uniqueFilename } from "./safe-filename.ts";

test.each([
  ["sales.csv", "sales.csv"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\me\\Umsätze 2024.xlsx", "Umsätze 2024.xlsx"],
  ["a\u0000b\u202egnp.exe", "a_b_gnp.exe"],
  ["..", "file"],
  ["folder/", "file"],
  ["", "file"],
  [".gitignore", ".gitignore"],
  [`${"x".repeat(300)}.csv`, `${"x".repeat(116)}.csv`],
])("%j becomes %j", (path, name) => {
  expect(safeFilename(path)).toBe(name);
});

test("every name is a name: short, without folders and control characters, and safe already", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (path) => {
      const name = safeFilename(path);
      expect(name).toMatch(/^[^/\\\p{Cc}]{1,120}$/u);
      expect(name).not.toMatch(/^\.+$/);
      expect(name.isWellFormed()).toBe(true);
      expect(safeFilename(name)).toBe(name);
    }),
  );
});

test("a name that is taken gets a number before its extension", () => {
  expect(uniqueFilename("a.csv", new Set())).toBe("a.csv");
  expect(uniqueFilename("a.csv", new Set(["a.csv", "a-2.csv"]))).toBe("a-3.csv");
  expect(uniqueFilename("README", new Set(["README"]))).toBe("README-2");
});
