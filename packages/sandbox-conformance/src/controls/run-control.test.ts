import { expect, test } from "vitest";
import { escapeAttempts } from "../attempts/attempts.ts";
import { planControls } from "./control-plan.ts";
import { runControl } from "./run-control.ts";

const all = [...escapeAttempts.python, ...escapeAttempts.javascript];

test.each([
  "what-is-at-hand/a-command-by-process",
  "constructors/of-the-global-object",
  "strangers-calls/a-global",
  "operating-system/a-shell-through-os-system",
])(
  "a sandbox that is none loses by %s",
  async (name) => {
    const attempt = all.find((one) => one.name === name);
    if (attempt === undefined) throw new Error(`there is no attempt named ${name}`);
    const { lost, outcome } = await runControl(attempt, process.execPath);
    expect(lost, outcome.detail).toBe(true);
  },
  120_000,
);

test("a sample has one attempt for each kind of escape", () => {
  const sample = planControls(all, "sample");
  const kinds = planControls(all, "all").map(({ loss }) => loss?.kind);
  expect(sample.map(({ loss }) => loss?.kind).sort()).toEqual([...new Set(kinds)].sort());
  expect(planControls(all, "none")).toEqual([]);
});
