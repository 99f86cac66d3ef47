import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, plain, stranger } from "./snippets.ts";

/** State of one call, and of a stranger's. */
export const strangers: readonly Attempt[] = attemptFamily("Strangers' calls", [
  [
    "a global",
    plain("reached another session"),
    ({ mark }) => [{ code: `globalThis.leak = "${mark}"; return 1;` }, stranger],
  ],
  [
    "the prototype of all",
    plain("reached another session"),
    ({ mark }) => [{ code: `Object.prototype.leak = "${mark}"; return 1;` }, stranger],
  ],
  [
    "a method of lists",
    plain("reached another session"),
    ({ mark }) => [{ code: `Array.prototype.map = () => ["${mark}"]; return 1;` }, stranger],
  ],
  [
    "a registered symbol",
    none,
    ({ mark }) => [
      {
        code: `Symbol.for("leak").description; globalThis[Symbol.for("leak")] = "${mark}"; return 1;`,
      },
      {
        code: `return "found " + String(globalThis[Symbol.for("leak")]);`,
        session: "stranger",
        expected: "found undefined",
      },
    ],
  ],
  [
    "the console",
    plain("reached another session"),
    ({ mark }) => [
      {
        code: `const log = console.constructor; globalThis.console = { log() {} }; Date.now = () => 7; Math.random = () => 0.5; globalThis.stash = "${mark}"; return 1;`,
      },
      {
        code: `return "found " + typeof stash + (Date.now() === 7) + (Math.random() === 0.5);`,
        session: "stranger",
        expected: "found undefinedfalsefalse",
      },
    ],
  ],
  [
    "random numbers that a stranger can foretell",
    none,
    () => [
      { code: "return 1;" },
      {
        code: `const a = Math.random(); return "found " + (a === Math.random()) + [0, 0.5, 1].includes(a);`,
        session: "stranger",
        expected: "found falsefalse",
      },
    ],
  ],
  [
    "a pattern and its last index",
    none,
    () => [
      {
        code: "const r = /a/g; r.test('aa'); globalThis.r = r; RegExp.prototype.lastIndex = 5; RegExp['$1'] = 'x'; /(b)/.test('b'); return 1;",
      },
      {
        code: `return "found " + [RegExp.$1, RegExp.lastMatch, RegExp.prototype.lastIndex].join("|");`,
        session: "stranger",
        expected: "found ||",
      },
    ],
  ],
  [
    "memory that was freed",
    none,
    ({ mark }) => [
      {
        code: `let s = []; for (let i = 0; i < 20_000; i += 1) s.push("${mark}" + i); s = null; const b = new Uint8Array(1_000_000).fill(77); return 1;`,
      },
      {
        code: `const b = new Uint8Array(300_000); return "found " + b.some((one) => one !== 0);`,
        session: "stranger",
        expected: "found false",
      },
    ],
  ],
  [
    "two at the same time",
    none,
    ({ mark }) => [
      {
        code: `globalThis.leak = "${mark}"; await new Promise((r) => setTimeout(r, 50)); return 1;`,
      },
      stranger,
      { code: "return typeof leak;", session: "attacker" },
    ],
  ],
]);
