import { afterAll, describe, expect, test } from "vitest";
import type { EngineName } from "./engine/engine.ts";
import { javascript } from "./javascript.ts";
import type { EngineCase } from "./test-support/engine-cases.ts";
import {
  errorCases,
  limitCases,
  surroundingCases,
  valueCases,
} from "./test-support/engine-cases.ts";
import { knownLimits } from "./test-support/known-limits.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { runTool } from "./test-support/tool-run.ts";

const MB = 1024 * 1024;
const engines: readonly EngineName[] = ["quickjs-wasi", "quickjs-emscripten"];

describe.each(engines)("the engine %s", (engine) => {
  const clock = new ManualClock();
  const limits = {
    wallTimeMs: 1000,
    graceMs: 500,
    memoryBytes: 24 * MB,
    printedChars: 2000,
    valueChars: 100_000,
  };
  const tool = javascript({ engine, clock, limits, maxWorkers: 1 });
  afterAll(() => tool.close());

  const judge = async ({ code, output, timeIsUp }: EngineCase): Promise<void> => {
    const result = await runTool(tool, code, {
      onOutput: ({ text }) => {
        if (timeIsUp === undefined || !text.includes("running")) return;
        clock.advance(limits.wallTimeMs);
        if (timeIsUp === "hard") clock.advance(limits.graceMs);
      },
    });
    if (typeof output === "string") expect(result.output).toBe(output);
    else expect(result.output).toMatch(output);
    expect(result.isError ?? false).toBe(result.output.includes("error: "));
  };
  const rows = (cases: readonly EngineCase[]): void => {
    for (const row of cases) {
      const known = knownLimits[engine][row.title];
      if (known === undefined) test(row.title, () => judge(row));
      else {
        test(`${row.title}: not yet, because: ${known}`, () =>
          expect(judge(row)).rejects.toThrow());
      }
    }
  };

  describe("brings back", () => rows(valueCases));
  describe("gives the code", () => rows(surroundingCases));
  describe("explains", () => rows(errorCases));
  describe("bounds", () => rows(limitCases));
});

test("the known limits are rows of the suite", () => {
  const titles = [...valueCases, ...surroundingCases, ...errorCases, ...limitCases].map(
    ({ title }) => title,
  );
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles).toEqual(
    expect.arrayContaining(Object.values(knownLimits).flatMap((limits) => Object.keys(limits))),
  );
});
