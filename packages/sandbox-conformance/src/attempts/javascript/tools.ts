import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stranger, vm } from "./snippets.ts";

/** Calls of functions of the host. */
export const tools: readonly Attempt[] = attemptFamily("Functions of the host", [
  [
    "names of every object's properties",
    none,
    () => `const out = [];
for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then", "call", "apply", "bind", "", "\\0", "echo ", "ECHO", "e".repeat(100000), "a b", "1 echo {}"]) {
  for (const use of [() => tools[name]({ x: 1 }), () => tools.call(name, { x: 1 })]) {
    try { out.push(name.slice(0, 20) + " " + JSON.stringify(await use())); } catch (error) { out.push(String(error).slice(0, 100)); }
  }
}
return out.join("\\n");`,
  ],
  [
    "arguments that are no JSON",
    none,
    () => `const loop = {}; loop.loop = loop;
const out = [];
for (const input of [loop, 1n, Symbol("x"), () => 1, NaN, undefined, null, "text", [], { toJSON() { return () => 1; } }, { toJSON() { throw new Error("x"); } }, { get x() { throw null; } }, new Proxy({}, { ownKeys() { throw 1; } }), Object.create(null), "\\ud800", { "\\udfff": "\\ud800\\0" }]) {
  try { out.push(JSON.stringify(await tools.echo(input))); } catch (error) { out.push(String(error).slice(0, 100)); }
}
return out.join("\\n");`,
  ],
  [
    "arguments that are very long",
    none,
    () => `const out = [];
for (const input of ["x".repeat(5_000_000), Array(300_000).fill({ a: 1 }), { ["k".repeat(1_000_000)]: 1 }]) {
  try { out.push(JSON.stringify(await tools.echo({ input })).length); } catch (error) { out.push(String(error).slice(0, 100)); }
}
return out.join();`,
  ],
  [
    "arguments that are very deep",
    none,
    () => `const out = [];
for (const depth of [100, 1000, 10_000, 100_000, 400_000]) {
  let deep = 1;
  for (let i = 0; i < depth; i += 1) deep = i % 2 ? [deep] : { deep };
  try { await tools.echo({ deep }); out.push(depth); } catch (error) { out.push(String(error).slice(0, 60)); }
}
return out.join();`,
  ],
  [
    "arguments with keys of JavaScript's own",
    vm("changed the host's objects"),
    () => [
      {
        code: `const evil = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"x":{"__proto__":null}}');
try { await tools.echo(evil); } catch {}
const home = globalThis.constructor.constructor("return Object")();
if (home !== Object) home.prototype.polluted = 1;
return evil;`,
      },
      stranger,
    ],
  ],
  [
    "an input that changes while it is read",
    none,
    () => `let reads = 0;
const input = { get a() { reads += 1; return reads === 1 ? "good" : { toJSON() { return "bad"; } }; }, toJSON(key) { return reads > 5 ? { a: this.a } : this; } };
try { await tools.echo(input); await tools.echo(input); } catch (error) { return String(error); }
return reads;`,
  ],
  [
    "very many calls",
    none,
    () => `const calls = [];
for (let i = 0; i < 20_000; i += 1) calls.push(tools.echo({ i }).then((v) => v, (error) => String(error)));
const all = await Promise.all(calls);
return new Set(all.map((one) => typeof one === "string" ? one.slice(0, 40) : "ok")).size;`,
  ],
  [
    "calls that nobody waits for",
    none,
    () => [{ code: "for (let i = 0; i < 100; i += 1) tools.echo({ i }); return 1;" }, stranger],
  ],
  [
    "a call in the middle of a call's own arguments",
    none,
    () => `let depth = 0;
const input = { toJSON() { depth += 1; if (depth < 2000) tools.echo(input).catch(() => {}); return { depth }; } };
try { await tools.echo(input); } catch (error) { return String(error).slice(0, 100); }
return depth;`,
  ],
  [
    "a call at the end of the stack",
    none,
    () => `let found = 0;
const down = () => { try { tools.echo({ x: 1 }).catch(() => {}); console.log("x"); } catch { found += 1; } down(); };
try { down(); } catch {}
try { down(); } catch {}
return found;`,
  ],
  [
    "a call at the end of the memory",
    none,
    () => `const held = [];
try { for (;;) held.push(new Uint8Array(1 << 20).fill(1)); } catch {}
try { for (;;) held.push({ x: "y".repeat(100) + held.length }); } catch {}
let count = 0;
for (let i = 0; i < 500; i += 1) { try { tools.echo({ i }).catch(() => {}); console.log("x".repeat(1000)); setTimeout(() => {}, 1); new URL("http://a/b"); count += 1; } catch {} }
return count;`,
  ],
  [
    "a call that answers late, and a timer that does not end",
    none,
    () => "tools.wait({}); setTimeout(() => { for (;;); }, 5); await new Promise(() => {});",
  ],
  [
    "time that stands still for a call, before it is waited for",
    none,
    () => "const call = tools.wait({}); await null; for (;;);",
  ],
  [
    "answers to calls of one's own making",
    none,
    ({ mark }) => [
      {
        code: `const stolen = [];
const set = Map.prototype.set, get = Map.prototype.get;
Map.prototype.set = function (key, value) { if (value?.resolve) { stolen.push(value); } return set.call(this, key, value); };
Map.prototype.get = function (key) { const value = get.call(this, key); if (value?.resolve) stolen.push(value); return value; };
const first = tools.echo({ mine: 1 }).catch((e) => String(e));
for (const one of stolen) one.resolve("forged ${mark}");
return [await first, stolen.length];`,
      },
      {
        code: "return 'found ' + JSON.stringify(await tools.echo({ x: 1 }).catch(() => 'none'));",
        session: "stranger",
        expected: "found ",
      },
    ],
  ],
  [
    "the function behind the console and the calls",
    none,
    (host) => `const found = [];
for (const name of ["charAt", "slice", "concat"]) { const f = String.prototype[name]; String.prototype[name] = function (...a) { found.push(this, ...a); return f.apply(this, a); }; }
const apply = Reflect.apply; Reflect.apply = (f, t, a) => { found.push(f); return apply(f, t, a); };
Object.defineProperty(Object.prototype, "host", { set(v) { found.push(v); }, get() { return undefined; }, configurable: true });
try { console.log("%o", {}); await tools.echo({}); structuredClone({}); new URL("http://x"); crypto.randomUUID(); } catch {}
const host = found.find((one) => typeof one === "function" && one.length === 2);
return host ? host("settled", "") + host("call", "99 echo {}") + "${host.mark.slice(0, 2)}" : found.length;`,
  ],
]);
