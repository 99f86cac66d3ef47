import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const pages = globSync("**/*.md", {
  cwd: import.meta.dirname,
  exclude: (path) => /node_modules|reference/.test(path),
});

/** Every file, and the region of it if one is named, that a page quotes. The site would build without them. */
const quotes = pages.flatMap((page) => {
  const text = readFileSync(join(import.meta.dirname, page), "utf8");
  return [...text.matchAll(/^<<< ([^#\s]+)(?:#(\S+))?/gm)].map(([, path = "", region]) => ({
    page,
    path,
    region,
  }));
});

test("pages quote programs", () => {
  expect(quotes.length).toBeGreaterThan(0);
});

test.each(quotes)("$page quotes $path, which exists", ({ page, path, region }) => {
  const file = join(import.meta.dirname, dirname(page), path);
  expect(existsSync(file)).toBe(true);
  if (region) expect(readFileSync(file, "utf8")).toContain(`#region ${region}`);
});
