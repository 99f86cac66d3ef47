import { describe, expect, test } from "vitest";
import { runPrograms } from "../runner/run-programs.ts";
import { programs } from "./programs.ts";

const target = (name: string): string =>
  new URL(`../test-support/targets/${name}.ts`, import.meta.url).href;
const failures = async (module: string, language: "python" | "javascript"): Promise<string[]> => {
  const settings = { module, node: process.execPath, stepMs: 45_000 };
  const outcomes = await runPrograms(programs[language], settings);
  return outcomes.flatMap(({ program, works, output }) =>
    works ? [] : [`${program.name}: ${output}`],
  );
};

test("programs have names that tell them apart, and print something", () => {
  expect(programs.python.length).toBeGreaterThan(60);
  expect(programs.javascript.length).toBeGreaterThan(30);
  for (const list of Object.values(programs)) {
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    expect(list.filter(({ output }) => output.length < 2)).toEqual([]);
  }
});

describe("ordinary programs run unchanged", () => {
  test("in the sealed Python", async () => {
    expect(await failures(target("python-worker"), "python")).toEqual([]);
  });

  test("in the JavaScript sandbox", async () => {
    expect(await failures(target("javascript"), "javascript")).toEqual([]);
  });
});
