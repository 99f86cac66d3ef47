import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stranger, vm } from "./snippets.ts";

/** Jobs of promises that run when they should not, or what they should not. */
export const promises: readonly Attempt[] = attemptFamily("Promises", [
  [
    "a value that asks to be waited for",
    none,
    () =>
      `return { then(resolve, reject) { resolve({ then(again) { again({ then(more) { more("end"); } }); } }); } };`,
  ],
  [
    "a value that waits for itself",
    none,
    () =>
      "let resolve; const p = new Promise((r) => { resolve = r; }); resolve({ then(r) { r(p); } }); return p;",
  ],
  ["a value that never comes", none, () => "return { then() {} };"],
  [
    "a value that comes twice",
    none,
    () =>
      `return { then(resolve, reject) { resolve(1); reject(new Error("2")); resolve(3); throw new Error("4"); } };`,
  ],
  [
    "a getter that stands for a method",
    none,
    () => `return { get then() { throw new Error("x"); } };`,
  ],
  [
    "jobs that make jobs without end",
    none,
    () =>
      "const again = () => Promise.resolve().then(again); again(); return await new Promise(() => {});",
  ],
  ["an await in a loop without end", none, () => "for (;;) await null;"],
  [
    "the method of all promises exchanged",
    vm("changed the host's objects"),
    () => [
      {
        code: `const home = globalThis.constructor.constructor("return Promise")();
const then = home.prototype.then;
for (const one of new Set([Promise, home])) one.prototype.then = function (...args) { return then.apply(this, args); };
Promise.resolve = () => ({ then() {} });
try { await tools.echo({ x: 1 }); } catch {}
return 1;`,
      },
      stranger,
    ],
  ],
  [
    "a constructor of promises exchanged",
    none,
    () => [
      {
        code: "globalThis.Promise = class { constructor() { throw new Error('no'); } }; try { await tools.echo({}); } catch {} return 1;",
      },
      stranger,
    ],
  ],
  [
    "rejections that nobody hears",
    none,
    () => "for (let i = 0; i < 10_000; i += 1) Promise.reject(new Error(String(i))); return 1;",
  ],
  [
    "a rejection with what cannot be shown",
    none,
    () =>
      "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); Promise.reject(proxy); throw proxy;",
  ],
  [
    "jobs behind the end",
    none,
    ({ mark }) => [
      {
        code: `globalThis.leak = "${mark}";
setTimeout(() => { console.log("late ${mark}"); Object.prototype.leak = 1; }, 1);
setInterval(() => { for (;;); }, 5);
new FinalizationRegistry(() => { console.log("freed ${mark}"); }).register({}, 1);
Promise.resolve().then(() => { throw new Error("late"); });
return 1;`,
      },
      stranger,
    ],
  ],
  [
    "timers without number",
    none,
    () => "for (let i = 0; i < 100_000; i += 1) setTimeout(() => {}, 1e9); return 1;",
  ],
  [
    "timers with numbers that are none",
    none,
    () =>
      "for (const t of [NaN, -1, Infinity, 2 ** 53, 1e308, '5', {}, null, 1n]) { try { setTimeout(() => {}, t); } catch {} } for (const id of [-1, NaN, 2 ** 40, {}, 'x']) clearTimeout(id); return 1;",
  ],
  [
    "a timer without end",
    none,
    () => "setInterval(() => {}, 0); return await new Promise(() => {});",
  ],
  [
    "weak references to what the host holds",
    none,
    () =>
      "const refs = []; for (let i = 0; i < 10_000; i += 1) refs.push(new WeakRef({ i })); const r = new FinalizationRegistry((v) => { globalThis.kept = v; }); r.register(tools, 1); r.register(console, 2); let t = 0; while (t < 3e5) t += [t].length; return refs.filter((x) => x.deref()).length;",
  ],
  [
    "a disposal that throws",
    none,
    () =>
      "const d = { [Symbol.dispose ?? 'x']() { throw new Error('disposed'); }, [Symbol.asyncDispose ?? 'y']() { return new Promise(() => {}); } }; return d;",
  ],
]);
