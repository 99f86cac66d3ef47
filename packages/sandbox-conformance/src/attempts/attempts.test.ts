import { describe, expect, test } from "vitest";
import type { Attempt, EscapeKind, HostFacts } from "./attempt.ts";
import { escapeAttempts } from "./attempts.ts";
import { resourceAttempts } from "./resource-attempts.ts";

const facts: HostFacts = {
  secretFile: "/host/secret.txt",
  markerFile: "/host/marker.txt",
  variable: "SECRET",
  url: "http://127.0.0.1:1/",
  port: 1,
  realmProof: '["re", "alm"].join("")',
  mark: "mark-0",
};

const kindsThatControlsLose = (attempts: readonly Attempt[]): Set<EscapeKind | string> =>
  new Set(attempts.flatMap(({ loss }) => (loss === null ? [] : [loss.kind])));

describe.each(["python", "javascript"] as const)("the attempts in %s", (language) => {
  const attempts = escapeAttempts[language];
  const all = [...attempts, ...resourceAttempts[language]];

  test("are more than sixty, and have names that tell them apart", () => {
    expect(attempts.length).toBeGreaterThan(60);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name } of all) expect(name).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
  });

  test("have code in every step, and what a victim expects is not in what the attacker writes", () => {
    for (const attempt of all) {
      const steps = attempt.steps(facts);
      expect(steps.length).toBeGreaterThan(0);
      for (const { code, session, expected } of steps) {
        expect(code.trim(), attempt.name).not.toBe("");
        if (session === "stranger") expect(expected, attempt.name).toBeDefined();
      }
    }
  });
});

test("a control loses every kind of escape in one language or the other, but those that a faulty sandbox shows", () => {
  const lost = kindsThatControlsLose([...escapeAttempts.python, ...escapeAttempts.javascript]);
  expect([...lost].sort()).toEqual([
    "changed the host's objects",
    "gave the host text that cannot be stored",
    "killed the host",
    "left a hostile file name",
    "left the sandbox useless",
    "outlived its time",
    "ran JavaScript",
    "ran a command",
    "reached another session",
    "reached the network",
    "read a file",
    "read the environment",
    "wrote a file",
    "wrote to the terminal",
  ]);
});
