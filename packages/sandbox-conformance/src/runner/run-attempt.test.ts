import { expect, test } from "vitest";
import type { Attempt } from "../attempts/attempt.ts";
import { attemptFamily } from "../attempts/attempt-family.ts";
import { runAttempt } from "./run-attempt.ts";

const target = (name: string): string =>
  new URL(`../test-support/targets/${name}.ts`, import.meta.url).href;
const faulty = { module: target("faulty"), node: process.execPath, stepMs: 5000 };
const attempt = (code: string): Attempt =>
  attemptFamily("Faults", [[code, null, () => code]])[0] as Attempt;

test.each([
  ["abort", "hostDied", []],
  ["exit", "hostDied", []],
  ["pollute", "escaped", ["changed the host's objects"]],
  ["nul", "escaped", ["gave the host text that cannot be stored"]],
  ["surrogate", "escaped", ["gave the host text that cannot be stored"]],
  ["name", "escaped", ["left a hostile file name"]],
  ["break", "escaped", ["left the sandbox useless"]],
  ["nothing", "held", []],
])("a sandbox with the fault '%s' is %s", async (fault, result, kinds) => {
  expect(await runAttempt(attempt(fault), faulty)).toMatchObject({ result, kinds });
});

test("code without an end, and a host without an answer, are told apart", async () => {
  const hanging = await runAttempt(attempt("hang"), { ...faulty, stepMs: 1000 });
  expect(hanging).toMatchObject({ result: "escaped", kinds: ["outlived its time"] });
  const blocking = await runAttempt(attempt("block"), {
    ...faulty,
    stepMs: 60_000,
    silenceMs: 500,
  });
  expect(blocking).toMatchObject({
    result: "hostDied",
    detail: expect.stringContaining("no longer answers"),
  });
});

test("a sandbox that does not open, or is none, is told as such", async () => {
  for (const module of [target("closed"), target("nowhere")]) {
    expect(await runAttempt(attempt("nothing"), { ...faulty, module })).toMatchObject({
      result: "broken",
      detail: expect.stringMatching(/no sandbox here|nowhere/),
    });
  }
  expect(await runAttempt(attempt("nothing"), { ...faulty, node: "/nowhere/node" })).toMatchObject({
    result: "broken",
    detail: expect.stringContaining("ENOENT"),
  });
});
