import assert from "node:assert/strict";
import type { Tool } from "@inhouse/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { runToolCase } from "./run-tool-case.ts";
import { callingSaboteurs } from "./saboteurs/calling.ts";
import { closingSaboteurs, leftTimers } from "./saboteurs/closing.ts";
import { concurrencySaboteurs } from "./saboteurs/concurrency.ts";
import { crashSaboteurs } from "./saboteurs/crash.ts";
import type { Saboteurs } from "./saboteurs/faults.ts";
import { fileSaboteurs } from "./saboteurs/files.ts";
import { hostileSaboteurs } from "./saboteurs/hostile.ts";
import { resultSaboteurs } from "./saboteurs/results.ts";
import { sampleSuite } from "./saboteurs/sample-tool.ts";
import { schemaSaboteurs } from "./saboteurs/schema.ts";
import { stoppingSaboteurs } from "./saboteurs/stopping.ts";
import { threadSaboteurs } from "./saboteurs/threads.ts";
import type { ToolCase } from "./tool-case.ts";
import { toolCases } from "./tool-cases.ts";
import type { ToolSuite } from "./tool-suite.ts";

const saboteurs: Saboteurs = {
  ...schemaSaboteurs,
  ...resultSaboteurs,
  ...stoppingSaboteurs,
  ...crashSaboteurs,
  ...callingSaboteurs,
  ...threadSaboteurs,
  ...hostileSaboteurs,
  ...fileSaboteurs,
  ...concurrencySaboteurs,
  ...closingSaboteurs,
};

/** Whether the case noticed a fault. Anything but an assertion is a mistake in the case or in its saboteur. */
async function notices(toolCase: ToolCase, suite: ToolSuite): Promise<boolean> {
  const error = await runToolCase(toolCase, suite).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return false;
  if (error instanceof assert.AssertionError) return true;
  throw error;
}

afterAll(() => {
  for (const timer of leftTimers) clearInterval(timer);
});

describe("toolCases", () => {
  it("have a name and a saboteur of their own", () => {
    const names = toolCases.map((each) => each.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(Object.keys(saboteurs).toSorted());
  });

  it.each(toolCases)("notice the fault planted for: $name", async (toolCase) => {
    const sabotage = saboteurs[toolCase.name] ?? ((suite) => suite);
    expect(await notices(toolCase, sabotage(sampleSuite()))).toBe(true);
  });

  it("are left out where the suite has nothing to try them with", async () => {
    const { create, works } = sampleSuite();
    const plain = async (): Promise<Tool> => {
      const { callsTools: _, ...tool } = await create();
      return { ...tool, afterCrash: "ask" };
    };
    const run = await Promise.all(
      toolCases.map(async (each) => [
        each.needs === undefined,
        await runToolCase(each, { create: plain, works }),
      ]),
    );
    expect(run.filter(([isAlways, wasRun]) => isAlways !== wasRun)).toEqual([]);
  });
});
