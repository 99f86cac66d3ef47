import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stranger } from "./snippets.ts";

/** Values and errors that the way to the host may stumble over. */
export const values: readonly Attempt[] = attemptFamily("Values on their way out", [
  [
    "keys of JavaScript's own",
    none,
    () => [
      {
        code: `return JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,"then":2,"type":"done"}');`,
      },
      stranger,
    ],
  ],
  [
    "a value that has its own JSON",
    none,
    () => `return { toJSON() { return { toJSON() { return "\\ud800\\0"; }, then: 1 }; } };`,
  ],
  [
    "a value whose JSON throws",
    none,
    () => "return { toJSON() { throw new Proxy({}, { get() { throw 1; } }); } };",
  ],
  ["a value whose JSON never ends", none, () => "return { toJSON() { for (;;); } };"],
  [
    "a value that grows while it is read",
    none,
    () =>
      "const v = [1]; v.toJSON = function () { return this.concat(new Proxy([], { get(t, k) { return k === 'length' ? 2 ** 32 - 1 : 1; } })); }; return v;",
  ],
  [
    "a proxy",
    none,
    () =>
      "return new Proxy({}, { ownKeys: () => ['a', 'b', '__proto__'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }), get: (t, k) => k === 'then' ? undefined : () => k, has: () => true });",
  ],
  [
    "a revoked proxy",
    none,
    () => "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return [proxy];",
  ],
  [
    "a list longer than all",
    none,
    () => "const list = []; list.length = 2 ** 32 - 1; return list;",
  ],
  [
    "a text as long as it gets",
    none,
    () => "let text = 'x'; try { for (;;) text += text; } catch {} return text;",
  ],
  [
    "a deep value",
    none,
    () => "let v = 1; for (let i = 0; i < 200_000; i += 1) v = [v]; return v;",
  ],
  [
    "a deep value that is no JSON",
    none,
    () =>
      "let v = 1n; for (let i = 0; i < 200_000; i += 1) v = { v, m: i === 5 ? new Map() : 0 }; return v;",
  ],
  [
    "lone surrogates and NUL",
    none,
    () => `return { ["\\ud800"]: "\\udfff\\0", text: "\\0\\ud83d" };`,
  ],
  [
    "printed lone surrogates and NUL",
    none,
    () =>
      `console.log("\\ud800\\0\\udfff"); console.error(Symbol("\\ud800\\0")); return "\\ud800\\0";`,
  ],
  [
    "a symbol, a function, a class",
    none,
    () =>
      "return [Symbol('\\ud800'), class A { static x = 1n; }, function f() {}, Symbol.iterator, new (class B { get [Symbol.toStringTag]() { throw 1; } })()];",
  ],
  [
    "what cannot be turned into text",
    none,
    () =>
      "console.log(Object.create(null), { [Symbol.toPrimitive]() { throw 1; } }, Object.defineProperty(() => 1, 'name', { get() { throw 2; } })); return Object.create(null);",
  ],
  [
    "an error with getters",
    none,
    () =>
      "const e = new Error('x'); for (const k of ['name', 'message', 'stack', 'cause', 'errors', 'tool']) Object.defineProperty(e, k, { get() { throw e; } }); throw e;",
  ],
  [
    "an error whose texts are objects",
    none,
    () =>
      "const e = new Error('x'); const o = { toString() { return { }; }, [Symbol.toPrimitive]() { return '\\ud800'.repeat(100_000) + '\\0'; } }; e.name = e.message = e.stack = o; throw e;",
  ],
  [
    "an error with very long texts",
    none,
    () =>
      "const e = new Error('m'.repeat(5_000_000)); e.name = 'n'.repeat(5_000_000); e.stack = 's\\n'.repeat(3_000_000); throw e;",
  ],
  [
    "an error with a forged stack",
    none,
    () =>
      "const e = new Error('x'); e.stack = '    at native:1:1\\n    at code.js:99999999999999999999:1\\n    at /etc/passwd:1:1\\n\\u001b[31m'; e.name = 'SyntaxError'; throw e;",
  ],
  [
    "an error that stands for the engine's",
    none,
    () => "const e = new Error('out of memory'); e.name = 'InternalError'; throw e;",
  ],
  [
    "an interrupt of one's own",
    none,
    () => "const e = new Error('interrupted'); e.name = 'InternalError'; throw e;",
  ],
  [
    "causes in a circle",
    none,
    () =>
      "const a = new Error('a'), b = new Error('b', { cause: a }); a.cause = b; throw new AggregateError(Array(50_000).fill(a), 'many');",
  ],
  ["nothing thrown", none, () => "throw undefined;"],
  ["a promise thrown", none, () => "throw new Promise((_, r) => r(new Promise(() => {})));"],
  [
    "printed formats",
    none,
    () =>
      "console.log('%s%o%O%d%i%f%j%c%%%', { toString() { throw 1; } }, console, globalThis, 1n, Symbol('x'), {}); console.log('%s'.repeat(10000), ...Array(1000).fill(globalThis)); console.table(Array(10000).fill({})); return 1;",
  ],
  ["printed floods", none, () => "for (;;) console.log('x'.repeat(1000));"],
  ["printed floods of nothing", none, () => "for (;;) console.log();"],
  [
    "printed floods from errors",
    none,
    () => "for (;;) { try { console.log('y'.repeat(100_000)); } catch {} }",
  ],
  [
    "indents without end",
    none,
    () =>
      "for (let i = 0; i < 100_000; i += 1) console.group(); console.log('x\\n'.repeat(1000)); return 1;",
  ],
]);
