import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { escapeAttempts } from "./attempts/attempts.ts";
import { resourceAttempts } from "./attempts/resource-attempts.ts";
import { programs } from "./programs/programs.ts";
import type { SandboxLanguage } from "./target/sandbox-target.ts";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const page = readFileSync(new URL("../../../docs/security.md", import.meta.url), "utf8");
const results = page.slice(page.indexOf("## Results"));
/** Target, Node.js, which attempts, how many, how many of them escaped, and how many killed their host. */
const pattern =
  /^\| `([a-z-]+)` \| (\d+)\.[\d.]+ \| (?:all|every (\d+)th) \| (\d+) \| (\d+) \| (\d+) \|/gm;
const rows = [...results.matchAll(pattern)].map(([, target = "", node = "", every, ...counts]) => ({
  target,
  node,
  every: Number(every ?? 1),
  counts: counts.map(Number),
}));

const languageOf = (target: string): SandboxLanguage =>
  target.startsWith("python") ? "python" : "javascript";

describe("the page on security", () => {
  test("has results of every target on every Node.js, and of all attempts on one", () => {
    const found = rows.map(({ target, node }) => `${target} ${node}`);
    const whole = rows.filter(({ every }) => every === 1).map(({ target }) => target);
    for (const target of ["python-worker", "python-process", "javascript"]) {
      for (const node of [22, 24, 26]) expect(found).toContain(`${target} ${node}`);
      expect(whole).toContain(target);
    }
  });

  test.each(rows)("has results of $target on Node.js $node by the suite as it is", (row) => {
    const { length } = escapeAttempts[languageOf(row.target)];
    expect(row.counts).toEqual([Math.ceil(length / row.every), 0, 0]);
  });

  test("counts what the suite has", () => {
    for (const [language, name] of [
      ["python", "Python"],
      ["javascript", "JavaScript"],
    ] as const) {
      expect(results).toContain(`${resourceAttempts[language].length} bombs in ${name}`);
      expect(results).toContain(`${programs[language].length} programs in ${name}`);
    }
    const { python, javascript } = escapeAttempts;
    expect(readme.replaceAll("\n", " ")).toContain(
      `${python.length} attempts to get out of Python and ${javascript.length} to get out of JavaScript`,
    );
  });
});
