import { describe, expect, test } from "vitest";
import type { Evidence } from "./evidence.ts";
import { judge } from "./judge.ts";

const secrets = { file: "file-1", variable: "variable-1", realm: "realm-1", mark: "mark-1" };
const nothing: Evidence = {
  steps: [{ code: "x" }],
  reports: [{ output: "an ordinary error", files: [] }],
  terminal: "",
  marker: null,
  connections: 0,
  changes: [],
  ended: true,
  useless: false,
  hostEnd: null,
  answered: true,
  broken: null,
};
const saying = (output: string, filename?: string): Partial<Evidence> => ({
  reports: [{ output, files: filename === undefined ? [] : [{ filename, text: "" }] }],
});

test("an attempt that reached nothing is held", () => {
  expect(judge(nothing, secrets)).toMatchObject({ result: "held", kinds: [] });
});

describe("an escape is seen", () => {
  test.each<[string, Partial<Evidence>]>([
    ["read a file", saying("got file-1 here")],
    ["read a file", { reports: [{ output: "", files: [{ filename: "a", text: "file-1" }] }] }],
    ["read the environment", saying("variable-1")],
    ["ran JavaScript", saying("realm-1")],
    ["ran a command", { marker: "command\n" }],
    ["wrote a file", { marker: "written" }],
    ["wrote a file", { marker: "" }],
    ["reached the network", { connections: 1 }],
    ["changed the host's objects", { changes: ["Object.prototype.x"] }],
    ["wrote to the terminal", { terminal: "mark-1" }],
    ["left a hostile file name", saying("", "../x")],
    ["left a hostile file name", saying("", "a\u001b[2Jb")],
    ["left a hostile file name", saying("", "..")],
    ["left a hostile file name", saying("", "\u202etxt.exe")],
    ["gave the host text that cannot be stored", saying("\0")],
    ["gave the host text that cannot be stored", saying("\ud800")],
    ["outlived its time", { ended: false }],
    ["left the sandbox useless", { useless: true }],
  ])("that %s", (kind, seen) => {
    const verdict = judge({ ...nothing, ...seen }, secrets);
    expect(verdict.result).toBe("escaped");
    expect(verdict.kinds).toContain(kind);
  });

  test("in what a stranger gets back, and not in what the attacker gets", () => {
    const steps = [{ code: "x" }, { code: "y", session: "stranger", expected: "found nothing" }];
    const outputs = (...texts: string[]): Evidence => ({
      ...nothing,
      steps,
      reports: texts.map((output) => ({ output, files: [] })),
    });
    expect(judge(outputs("mark-1", "found nothing"), secrets).result).toBe("held");
    for (const victim of ["found nothing mark-1", "found something", ""]) {
      expect(judge(outputs("", victim), secrets).kinds).toEqual(["reached another session"]);
    }
  });
});

test("a host that ended or fell silent is dead, and one that reported nothing did not let anything out", () => {
  const ended = { ...nothing, ended: false, answered: false };
  expect(judge({ ...ended, hostEnd: { code: 134, signal: null } }, secrets)).toMatchObject({
    result: "hostDied",
    detail: expect.stringContaining("code 134"),
  });
  expect(judge({ ...ended, hostEnd: { code: null, signal: "SIGKILL" } }, secrets).result).toBe(
    "hostDied",
  );
  expect(judge(ended, secrets)).toMatchObject({
    result: "hostDied",
    detail: expect.stringContaining("no longer answers"),
  });
});

test("a host that died of what got out has let it out", () => {
  const evidence = { ...nothing, ...saying("file-1"), hostEnd: { code: 1, signal: null } };
  expect(judge(evidence, secrets)).toMatchObject({ result: "escaped", kinds: ["read a file"] });
});

test("a sandbox that did not open has held nothing", () => {
  expect(judge({ ...nothing, broken: "no module" }, secrets).result).toBe("broken");
});
