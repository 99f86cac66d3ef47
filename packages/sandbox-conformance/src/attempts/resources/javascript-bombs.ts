import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";

const none = null;
const afterwards = { code: "return 'still here';" };

/** JavaScript that takes whatever it can get. The host must live, answer, and have room for others. */
export const javascriptBombs: readonly Attempt[] = [
  ...attemptFamily("Memory", [
    ["one large piece", none, () => "return new ArrayBuffer(2 ** 32 - 1).byteLength;"],
    [
      "pieces until there are none",
      none,
      () => [
        { code: "const held = []; for (;;) held.push(new Uint8Array(1 << 20).fill(1));" },
        afterwards,
      ],
    ],
    [
      "small objects until there are none",
      none,
      () => "const held = []; for (;;) held.push({ held });",
    ],
    ["text that doubles", none, () => "let s = 'x'; for (;;) { s += s; s.charCodeAt(1); }"],
    ["numbers that double", none, () => "let n = 3n; for (;;) n *= n;"],
    [
      "memory that is asked for again and again",
      none,
      () =>
        "for (;;) { try { const held = []; for (;;) held.push('x'.repeat(1e6) + held.length); } catch {} }",
    ],
    ["pending promises", none, () => "const held = []; for (;;) held.push(new Promise(() => {}));"],
    [
      "symbols and functions",
      none,
      () =>
        "const held = []; for (let i = 0;; i += 1) held.push(Symbol(i), new Function('return ' + i));",
    ],
  ]),
  ...attemptFamily("Output", [
    [
      "lines without end",
      none,
      () => [{ code: "for (;;) console.log('x'.repeat(1000));" }, afterwards],
    ],
    ["one line without end", none, () => "console.log('x'.repeat(2 ** 27));"],
    ["a value of great length", none, () => "return 'x'.repeat(2 ** 27);"],
    [
      "a value of great width",
      none,
      () => "return Array.from({ length: 1_000_000 }, (_, i) => ({ i }));",
    ],
    ["an error of great length", none, () => "throw new Error('x'.repeat(2 ** 26));"],
    ["calls without end", none, () => "for (;;) await tools.echo({ x: 1 });"],
  ]),
  ...attemptFamily("Time", [
    ["a loop", none, () => [{ code: "for (;;);" }, afterwards]],
    [
      "a loop that swallows everything",
      none,
      () => [{ code: "for (;;) { try { for (;;); } catch {} }" }, afterwards],
    ],
    ["awaits", none, () => "for (;;) await 1;"],
    [
      "a sort in native code",
      none,
      () =>
        "const a = new Float64Array(3e6).map((_, i) => -i); for (;;) { a.sort(); a.reverse(); }",
    ],
    [
      "a regular expression",
      none,
      () => "return /^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(100));",
    ],
    ["a number to text", none, () => "return String(7n ** 2_000_000n).length;"],
    ["a timer", none, () => "await new Promise((r) => setTimeout(r, 2 ** 31 - 1));"],
    [
      "a JSON of much",
      none,
      () =>
        "const a = Array.from({ length: 1000 }, (_, i) => i); for (;;) JSON.parse(JSON.stringify(Array(1000).fill(a)));",
    ],
  ]),
  ...attemptFamily("Depth", [
    ["recursion", none, () => [{ code: "const f = () => f() + 1; return f();" }, afterwards]],
    [
      "recursion that is caught",
      none,
      () => "const f = () => { try { f(); } finally { f(); } }; f();",
    ],
    ["a deep text of JSON", none, () => "return JSON.parse('['.repeat(2e6));"],
    ["deep source", none, () => "return eval('('.repeat(2e5) + '1' + ')'.repeat(2e5));"],
    ["a deep value", none, () => "let a = []; for (let i = 0; i < 1e6; i += 1) a = [a]; return a;"],
    [
      "a deep regular expression",
      none,
      () => "return new RegExp('(?:'.repeat(1e5) + 'a' + ')*'.repeat(1e5)).test('aaaa');",
    ],
  ]),
];
