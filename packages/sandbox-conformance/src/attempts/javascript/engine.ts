import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, vm } from "./snippets.ts";

/** The engine's own edges: memory, stack, time, and code that works inside it without a pause. */
export const engine: readonly Attempt[] = attemptFamily("The engine", [
  ["a loop without end", vm("killed the host"), () => "for (;;);"],
  [
    "a loop that catches its end",
    none,
    () => "for (;;) { try { for (;;); } catch {} finally { continue; } }",
  ],
  [
    "a generator that does not end",
    none,
    () =>
      "function* g() { for (;;) { try { yield 1; } finally { for (;;); } } } for (const one of g()) break;",
  ],
  ["a getter without end", none, () => "return { get a() { for (;;); } };"],
  [
    "an end of time in a callback of the host",
    none,
    () =>
      "tools.echo({ toJSON() { for (;;); } }); console.log({ toString() { for (;;); } }); return 1;",
  ],
  ["a regular expression without end", none, () => "return /^(a+)+$/.test('a'.repeat(50) + 'b');"],
  [
    "a regular expression that is huge",
    none,
    () =>
      "return new RegExp('(?:a{1,1000}){1,1000}'.repeat(50)).test('a'.repeat(1000)) + String(new RegExp('('.repeat(20000) + ')'.repeat(20000)));",
  ],
  [
    "a sort in native code",
    none,
    () =>
      "const list = new Float64Array(5_000_000).map((_, i) => (i * 7919) % 1000003); for (let i = 0; i < 50; i += 1) { list.sort(); list.reverse(); } return 1;",
  ],
  [
    "a sort whose order is a lie",
    none,
    () =>
      "const list = Array.from({ length: 50_000 }, (_, i) => i); list.sort(() => { list.length = 0; return list.push(1) % 3 - 1; }); return list.length;",
  ],
  [
    "a search in a list that is not there",
    none,
    () =>
      "return [Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1), Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1)];",
  ],
  [
    "numbers without end",
    none,
    () => "let n = 3n; for (let i = 0; i < 40; i += 1) n **= 3n; return String(n).length;",
  ],
  [
    "a text that repeats itself",
    none,
    () => "return 'x'.repeat(2 ** 30).replaceAll('x', '$&$&$&$&').length;",
  ],
  [
    "texts joined without end",
    none,
    () => "let s = 'x'; for (let i = 0; i < 60; i += 1) s = s + s + i; return s.length;",
  ],
  ["memory by lists", none, () => "const a = []; for (;;) a.push([1, 2, 3, a.length]);"],
  [
    "memory by texts",
    none,
    () => "const a = []; for (let i = 0;; i += 1) a.push('x'.repeat(1000) + i);",
  ],
  [
    "memory by buffers",
    none,
    () => "const a = []; for (;;) a.push(new Uint8Array(1 << 22).fill(7));",
  ],
  ["memory by maps", none, () => "const m = new Map(); for (let i = 0;; i += 1) m.set(i, { i });"],
  [
    "memory by closures and classes",
    none,
    () => "const a = []; for (;;) a.push(class { x = () => a; static y = /z/g; });",
  ],
  [
    "memory and a catch that goes on",
    none,
    () =>
      "const a = []; for (;;) { try { for (;;) a.push(new Uint8Array(1 << 16)); } catch { a.length >>= 1; } }",
  ],
  [
    "memory by source text",
    none,
    () => "return eval('[' + '{a:1},'.repeat(2_000_000) + ']').length;",
  ],
  [
    "memory in the end of a promise",
    none,
    () =>
      "const a = []; const more = async () => { for (;;) { a.push(new Uint8Array(1 << 20).fill(1)); await null; } }; await Promise.all([more(), more(), more()]);",
  ],
  [
    "the end of the stack",
    none,
    () => "const down = () => down() + 1; try { down(); } catch (e) { return String(e); }",
  ],
  [
    "the end of the stack in every way",
    none,
    () => `const out = [];
const ways = [
  () => { const o = {}; o.toString = () => String(o); String(o); },
  () => { const o = { get x() { return o.x; } }; o.x; },
  () => { const p = new Proxy({}, { get: (t, k, r) => r[k] }); p.x; },
  () => { const o = { toJSON: () => JSON.stringify(o) }; JSON.stringify(o); },
  () => { let s = "1"; for (let i = 0; i < 100_000; i += 1) s = "(" + s + ")"; eval(s); },
  () => { let s = ""; for (let i = 0; i < 100_000; i += 1) s += "[" ; JSON.parse(s); },
  () => { const a = []; for (let i = 0, b = a; i < 300_000; i += 1) { const c = []; b.push(c); b = c; } a.flat(Infinity); JSON.stringify(a); String(a); },
  () => { class A { constructor() { new A(); } } new A(); },
  () => { const f = (...args) => f(...args, 1); f(); },
  () => { [1, 2].sort(function c() { return [1, 2].sort(c); }); },
  () => { "x".replace(/x/, function r(s) { return s.replace(/x/, r); }); },
  () => { new RegExp("(".repeat(100_000) + "a" + ")".repeat(100_000)); },
  () => { const g = function* () { yield* g(); }; g().next(); },
  () => { Reflect.construct(function F() { Reflect.construct(F, [], F); }, []); },
  () => { let f = () => 1; for (let i = 0; i < 200_000; i += 1) f = f.bind(null); f(); },
  () => { let p = {}; for (let i = 0; i < 200_000; i += 1) p = Object.create(p); p.x; p instanceof Array; },
  () => { let p = {}; for (let i = 0; i < 100_000; i += 1) p = new Proxy(p, {}); p.x; Object.keys(p); },
];
for (const way of ways) { try { way(); out.push("ok"); } catch (error) { out.push(String(error).slice(0, 40)); } }
return out.join();`,
  ],
  [
    "chains that are freed all at once",
    none,
    () =>
      "let o = null; for (let i = 0; i < 1_000_000; i += 1) o = { o }; o = null; let p = Promise.resolve(); for (let i = 0; i < 200_000; i += 1) p = p.then(() => 1); return 1;",
  ],
  [
    "buffers that shrink while they are read",
    none,
    () => `const out = [];
const ways = [
  () => { const b = new ArrayBuffer(64, { maxByteLength: 1 << 20 }); const a = new Uint8Array(b); a.fill(1); a.sort((x, y) => { b.resize(0); return x - y; }); return a.length; },
  () => { const b = new ArrayBuffer(1 << 16, { maxByteLength: 1 << 20 }); const a = new Uint8Array(b); return a.map((v, i) => { if (i === 10) b.resize(1); return v; }).length; },
  () => { const b = new ArrayBuffer(1 << 16); const a = new Uint8Array(b); a.fill({ valueOf() { b.transfer(0); return 7; } }); return a.length; },
  () => { const b = new ArrayBuffer(64); const a = new Uint8Array(b); a.set({ length: 10, get 0() { b.transfer(1); return 1; }, 9: 3 }); return a.length; },
  () => { const b = new ArrayBuffer(64); const v = new DataView(b); v.setFloat64({ valueOf() { b.transfer(0); return 8; } }, 1); return 1; },
  () => { const b = new ArrayBuffer(64); const a = new Uint8Array(b); a.subarray({ valueOf() { b.transfer(0); return 1; } }, 60); a.slice({ valueOf() { return 0; } }); return 1; },
  () => { const b = new ArrayBuffer(1 << 20); const a = new Uint32Array(b); return a.copyWithin(0, { valueOf() { try { b.transfer(0); } catch {} return 1; } }).length; },
  () => { const a = new Uint8Array(64); a.constructor = { [Symbol.species]: function () { return new Uint8Array(1); } }; return a.slice(0, 60).length; },
  () => { const a = [1.1, 2.2, 3.3]; a.concat({ length: 2 ** 53 - 2, [Symbol.isConcatSpreadable]: true }); return 1; },
  () => structuredClone(new ArrayBuffer(8, { maxByteLength: 16 })).byteLength,
  () => { const a = new Uint8Array(10); const it = a.entries(); it.next(); a.buffer.transfer(0); return it.next().done; },
  () => { const d = new ArrayBuffer(2 ** 31); return d.byteLength; },
  () => { const d = new ArrayBuffer(8, { maxByteLength: 2 ** 40 }); return d.maxByteLength; },
];
for (const way of ways) { try { out.push(way()); } catch (error) { out.push(String(error).slice(0, 60)); } }
return out.join();`,
  ],
  [
    "shared memory and waits",
    none,
    () => `const out = [];
for (const way of [
  () => Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 60_000),
  () => Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0),
  () => Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(8)), 0, 0).async,
  () => Atomics.notify(new Int32Array(8), 0, Infinity),
  () => new SharedArrayBuffer(2 ** 30, { maxByteLength: 2 ** 32 }).grow(2 ** 31),
  () => Atomics.pause?.(2 ** 31),
]) { try { out.push(way()); } catch (error) { out.push(String(error).slice(0, 60)); } }
return out.join();`,
  ],
  [
    "lists that change while they are read",
    none,
    () => `const out = [];
for (const way of [
  () => { const a = Array.from({ length: 1000 }, (_, i) => i); return a.map((v, i) => { a.length = 0; return v; }).length; },
  () => { const a = [1, 2, 3]; Object.defineProperty(a, 0, { get() { a.length = 1e6; a.length = 0; return 1; } }); return a.splice(0, 2).length + a.concat(a).length; },
  () => { const a = [{ toString() { a.length = 0; a.push(...Array(1000)); return "x"; } }, 2, 3]; return a.join() + a.sort(); },
  () => { const m = new Map([[1, 1]]); let n = 0; for (const [k] of m) { m.delete(k); m.set(k + 1, 1); if (++n > 1e5) break; } return n; },
  () => { const s = new Set([1]); s.forEach((v) => { s.clear(); if (v < 1e5) s.add(v + 1); }); return s.size; },
  () => { const w = new WeakMap(); for (let i = 0; i < 1e5; i += 1) { const k = {}; w.set(k, { k, w }); } return 1; },
  () => Object.fromEntries(new Proxy([], { get: (t, k) => k === "length" ? 2 ** 31 : Reflect.get(t, k) })),
  () => { const a = []; a[2 ** 32 - 2] = 1; a.unshift(1); return a.length; },
  () => Array.from({ length: 2 ** 31 }),
  () => Function.prototype.apply.call(Math.max, null, { length: 2 ** 31 }),
  () => String.fromCharCode(...Array(1_000_000).fill(65)).length,
]) { try { out.push(String(way()).slice(0, 40)); } catch (error) { out.push(String(error).slice(0, 60)); } }
return out.join();`,
  ],
  [
    "syntax of all kinds",
    none,
    () => `const out = [];
for (const source of ["#!x", "<!-- x", "\\0", "\\ud800", "'\\u2028'", "class A { static { await 1 } }", "import.meta", "new.target", "return", "yield", "await", "async () => { for await (x of y); }", "({ __proto__: 1, __proto__: 2 })", "function f(a, a) { 'use strict' }", "x".repeat(1_000_000), "/*".repeat(100_000), "\`\${".repeat(10_000), "a?.b".repeat(50_000), "0b".repeat(1000), "'use asm'; function f() {}", "with ({}) x", "debugger", "label: for (;;) break label", "/[/", "/(?<a>x)(?<a>y)/", "/\\\\p{Script=Greek}/u", "/[\\\\p{L}--[a-z]]/v"]) {
  try { out.push(typeof (0, eval)(source)); } catch (error) { out.push(error.name); }
}
return out.join();`,
  ],
  [
    "serialised code of the engine",
    none,
    () => `const out = [];
for (const use of [() => bjson.read(new ArrayBuffer(100)), () => new Function("return %GetOptimizationStatus()")(), () => eval("%DebugPrint(1)"), () => $262.agent, () => Function.prototype.toString.call(eval), () => (class { #x; static y(o) { return #x in o; } }).y(new Proxy({}, {}))]) { try { out.push(String(use()).slice(0, 80)); } catch (error) { out.push(String(error).slice(0, 80)); } }
return out.join();`,
  ],
  [
    "source that the engine must translate for long",
    none,
    () =>
      `return eval("(() => { let x = 0;" + "x = (x + 1) * 2 % 7;".repeat(200_000) + " return x; })()");`,
  ],
  ["a death of the worker", none, () => "process.exit(1)"],
  [
    "a death at the end of the memory of the worker",
    none,
    () => "const a = []; for (;;) a.push(new Array(1e6).fill({}));",
  ],
]);
