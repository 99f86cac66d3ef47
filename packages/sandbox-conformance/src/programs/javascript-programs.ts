import type { Program } from "./program.ts";

const program = (name: string, code: string, output: string): Program => ({ name, code, output });

/** Ordinary programs of the language and of what JavaScript has everywhere. */
export const javascriptPrograms: readonly Program[] = [
  program(
    "arrays",
    `const a = [3, 1, 2];
console.log(a.toSorted().join(), a.at(-1), a.findLast((n) => n > 1), a.with(0, 9).join(), a.flatMap((n) => [n, n]).length);
console.log([1, [2, [3]]].flat(Infinity).join(), Array.from({ length: 3 }, (_, i) => i * i).join(), a.toSpliced(1, 1).join(), a.includes(2));`,
    "1,2,3 2 2 9,1,2 6\n1,2,3 0,1,4 3,2 true",
  ),
  program(
    "objects",
    `const o = { a: 1, ...{ b: 2 }, ["c" + 1]: 3, get d() { return this.a + 1; } };
const { a, ...rest } = o;
console.log(a, JSON.stringify(rest), Object.entries(o).length, Object.fromEntries([["x", 1]]).x, Object.hasOwn(o, "b"));
console.log(JSON.stringify(Object.groupBy([1, 2, 3], (n) => (n % 2 ? "odd" : "even"))), o?.x?.y ?? "none", structuredClone({ k: [1] }).k[0]);`,
    '1 {"b":2,"c1":3,"d":2} 4 1 true\n{"odd":[1,3],"even":[2]} none 1',
  ),
  program(
    "classes",
    `class Shape { #n; static count = 0; constructor(n) { this.#n = n; Shape.count += 1; } get n() { return this.#n; } static { Shape.made = true; } #secret() { return this.#n * 2; } twice() { return this.#secret(); } }
class Square extends Shape { area() { return super.n ** 2; } toString() { return \`Square(\${this.n})\`; } }
const s = new Square(3);
console.log(s.area(), s.twice(), String(s), Shape.count, Shape.made, s instanceof Shape, Object.getPrototypeOf(s) === Square.prototype);`,
    "9 6 Square(3) 1 true true true",
  ),
  program(
    "generators and iterators",
    `function* fib() { let [a, b] = [0, 1]; for (;;) { yield a; [a, b] = [b, a + b]; } }
const out = [];
for (const n of fib()) { if (n > 50) break; out.push(n); }
console.log(out.join(), [...new Set([1, 1, 2])].join(), [...new Map([["k", 1]])].join());
console.log(fib().drop(5).filter((n) => n % 2).take(3).toArray().join());
const g = (function* () { const x = yield 1; try { yield x * 2; } finally { console.log("closed"); } })();
console.log(g.next().value, g.next(5).value, g.return(9).value);`,
    "0,1,1,2,3,5,8,13,21,34 1,2 k,1\n5,13,21\nclosed\n1 10 9",
  ),
  program(
    "promises",
    `const wait = (ms, v) => new Promise((resolve) => setTimeout(resolve, ms, v));
const log = [];
Promise.resolve().then(() => log.push("micro"));
setTimeout(() => log.push("macro"), 0);
await wait(5);
console.log(log.join(), (await Promise.all([wait(3, "a"), "b"])).join(), await Promise.race([wait(20, "slow"), wait(1, "fast")]));
console.log((await Promise.allSettled([1, Promise.reject(new Error("x"))])).map((r) => r.status).join(), await Promise.any([Promise.reject(1), wait(1, 2)]));
const { promise, resolve } = Promise.withResolvers(); resolve(7); console.log(await promise.finally(() => {}));`,
    "micro,macro a,b fast\nfulfilled,rejected 2\n7",
  ),
  program(
    "async iteration",
    `async function* lines() { for (const l of ["a", "b"]) { await null; yield l; } }
const got = [];
for await (const l of lines()) got.push(l);
for await (const v of [Promise.resolve(1), 2]) got.push(v);
console.log(got.join(), (await Array.fromAsync(lines())).length);`,
    "a,b,1,2 2",
  ),
  program(
    "errors",
    `class MyError extends Error { name = "MyError"; }
try { try { null.x; } catch (cause) { throw new MyError("wrapped", { cause }); } } catch (e) { console.log(e.name, e.message, e.cause instanceof TypeError, e instanceof MyError); }
const f = () => { try { return "try"; } finally { console.log("finally"); } };
console.log(f(), new AggregateError([1, 2], "many").errors.length);
try { JSON.parse("{"); } catch (e) { console.log(e.name); }`,
    "MyError wrapped true true\nfinally\ntry 2\nSyntaxError",
  ),
  program(
    "text",
    `console.log("héllo".normalize("NFD").length, "a-b-c".replaceAll("-", "+"), "x".padStart(3, "0"), "abc".at(-1), " t ".trim(), "ab".repeat(2), "a,b".split(",").length);
console.log([..."👍a"].length, "👍".codePointAt(0), String.raw\`\\n\`, "Straße".toUpperCase(), "b".localeCompare("a") > 0, "abc".slice(-2), "\\ud800".isWellFormed());`,
    "6 a+b+c 00x c t abab 2\n2 128077 \\n STRASSE true bc false",
  ),
  program(
    "regular expressions",
    `const m = "2024-02-29".match(/(?<y>\\d{4})-(?<m>\\d\\d)/);
console.log(m.groups.y, "a1b22".replace(/\\d+/g, (d) => d * 2), [..."a1b2".matchAll(/([a-z])(\\d)/g)].map((x) => x[2]).join(), /(?<=\\$)\\d+/.exec("$42")[0]);
console.log(/^\\p{Lu}/u.test("É"), "aBc".replace(/b/i, "[$&]"), /a.c/s.test("a\\nc"), "x,y;z".split(/[,;]/).join("|"), /\\bfoo\\b/y.test("foo"));`,
    "2024 a2b44 1,2 42\ntrue a[B]c true x|y|z true",
  ),
  program(
    "numbers",
    `console.log(0.1 + 0.2, (1234.5678).toFixed(2), Number("0x1f"), parseInt("12px"), Number.MAX_SAFE_INTEGER, (255).toString(16), 2 ** 53 === 2 ** 53 + 1);
console.log(Math.max(...[1, 5, 3]), Math.hypot(3, 4), Math.sign(-3), Math.trunc(-2.7), Math.cbrt(27), NaN === NaN, Object.is(-0, 0), 5 % -3, (0.000001234).toExponential(2));
console.log(String(2n ** 64n), String(BigInt.asUintN(8, 257n)), typeof 1n, String(7n / 2n), Number(12n), 1_000);`,
    "0.30000000000000004 1234.57 31 12 9007199254740991 ff true\n5 5 -1 -2 3 false false 2 1.23e-6\n18446744073709551616 1 bigint 3 12 1000",
  ),
  program(
    "dates",
    `const d = new Date(Date.UTC(2024, 1, 29, 12));
console.log(d.toISOString(), d.getUTCDay(), new Date(d.getTime() + 864e5).toISOString().slice(0, 10), Date.parse("2020-01-01T00:00:00Z"));
console.log(JSON.stringify({ d }), new Date("nope").getTime(), typeof Date.now(), new Date(2020, 0, 31) < new Date(2020, 1, 1));`,
    '2024-02-29T12:00:00.000Z 4 2024-03-01 1577836800000\n{"d":"2024-02-29T12:00:00.000Z"} NaN number true',
  ),
  program(
    "JSON",
    `const text = JSON.stringify({ b: [1, null, undefined], c: undefined, d: new Date(0), e: "\\u2028é" });
console.log(text);
console.log(JSON.stringify({ a: 1, b: { c: 2 } }, null, 1).split("\\n").length, JSON.parse("[1,2]", (k, v) => (Array.isArray(v) ? v : v * 2)).join(), JSON.stringify({ a: 1, b: 2 }, ["b"]), JSON.stringify("\\ud800"));`,
    '{"b":[1,null,null],"d":"1970-01-01T00:00:00.000Z","e":"\u2028é"}\n6 2,4 {"b":2} "\\ud800"',
  ),
  program(
    "maps and sets",
    `const m = new Map([[NaN, 1], [{}, 2]]);
console.log(m.get(NaN), m.size, [...new Set([1, 2]).union(new Set([2, 3]))].join(), new Set([1, 2]).isSubsetOf(new Set([1, 2, 3])), [...new Set([1, 2]).intersection(new Set([2]))].join());
const w = new WeakMap(), k = {}; w.set(k, 5);
console.log(w.get(k), w.has({}), new WeakRef(k).deref() === k, [...Map.groupBy([1, 2, 3], (n) => n > 1).keys()].join());`,
    "1 2 1,2,3 true 2\n5 false true false,true",
  ),
  program(
    "proxies and reflection",
    `const log = [];
const p = new Proxy({}, { get: (t, k) => { log.push(String(k)); return k in t ? t[k] : 0; }, has: () => true, set(t, k, v) { t[k] = v * 2; return true; } });
p.x = 2;
console.log(p.x, p.y, "z" in p, log.join(), Reflect.ownKeys({ b: 1, [Symbol("s")]: 2 }).length, Reflect.apply(Math.max, null, [1, 2]));
const o = Object.freeze({ a: 1 });
try { "use strict"; (() => { "use strict"; o.a = 2; })(); } catch (e) { console.log(e.name, Object.isFrozen(o)); }`,
    "4 0 true x,y 2 2\nTypeError true",
  ),
  program(
    "symbols and conversion",
    `const o = { [Symbol.toPrimitive]: (hint) => (hint === "number" ? 42 : hint), *[Symbol.iterator]() { yield* [1, 2]; }, get [Symbol.toStringTag]() { return "Mine"; } };
console.log(+o, \`\${o}\`, o + "", [...o].join(), Object.prototype.toString.call(o), Symbol.for("a") === Symbol.for("a"), Symbol("d").description);
console.log([] + {}, [1] == 1, null ?? "n", typeof null, !!"", 1 < 2 < 3, "5" * "2");`,
    "42 string default 1,2 [object Mine] true d\n[object Object] true n object false true 10",
  ),
  program(
    "typed arrays",
    `const b = new ArrayBuffer(8), v = new DataView(b);
v.setFloat32(0, 1.5); v.setUint16(4, 513, true);
console.log([...new Uint8Array(b)].join(), new Float64Array([1, 2]).map((x) => x / 2).join(), Uint8Array.from("123").reduce((a, x) => a + x), new Int8Array([200])[0], new Uint8ClampedArray([300])[0]);
console.log(new Uint8Array([3, 1, 2]).toSorted().join(), b.slice(4).byteLength, new Uint8Array([1, 2, 3]).subarray(1).join(), String(new BigInt64Array(1)[0]));`,
    "63,192,0,0,1,2,0,0 0.5,1 6 -56 255\n1,2,3 4 2,3 0",
  ),
  program(
    "text as bytes",
    `const bytes = new TextEncoder().encode("é€👍");
console.log(bytes.length, new TextDecoder().decode(bytes), btoa("hello"), atob("aGk="), encodeURIComponent("a b&ü"), decodeURIComponent("%E2%82%AC"), escape("ü"));
console.log([...new TextEncoder().encode("\\ud800")].join(), new TextDecoder().decode(new Uint8Array([255, 65])), new TextDecoder("utf-8", { ignoreBOM: false }).decode(new Uint8Array([239, 187, 191, 66])));`,
    "9 é€👍 aGVsbG8= hi a%20b%26%C3%BC € %FC\n239,191,189 \ufffdA B",
  ),
  program(
    "addresses",
    `const u = new URL("../b?x=1&y=a%20b#h", "https://me@ex.org:8443/a/c/d");
console.log(u.href, u.host, u.searchParams.get("y"), [...u.searchParams].length, URL.canParse("nope"));
const q = new URLSearchParams({ a: "1 2" }); q.append("a", "&"); q.sort();
console.log(q.toString(), q.getAll("a").length, new URL("http://EXAMPLE.com:80/./x").href);
u.searchParams.set("z", "9"); u.pathname = "/new"; console.log(u.search, u.pathname);`,
    "https://me@ex.org:8443/a/b?x=1&y=a%20b#h ex.org:8443 a b 2 false\na=1+2&a=%26 2 http://example.com/x\n?x=1&y=a+b&z=9 /new",
  ),
  program(
    "destructuring and defaults",
    `const f = ({ a = 1, b: { c = 2 } = {} } = {}, ...[x = 3, ...rest]) => [a, c, x, rest.length].join();
console.log(f(), f({ a: 9, b: { c: 8 } }, 7, 6, 5));
let i = 0, j = null; i ||= 4; j ??= 5; i &&= 6; [i, j] = [j, i];
console.log(i, j, ((a, b = a) => b)(2), (function () { return arguments.length; })(1, 2), ((...n) => n.length)(...[1, 2], 3));
label: for (const a of [1, 2]) for (const b of [1, 2]) { if (b === 2) continue label; if (a === 2) break label; console.log(a, b); }`,
    "1,2,3,0 9,8,7,2\n5 6 2 2 3\n1 1",
  ),
  program(
    "closures and hoisting",
    `var fs = []; for (let i = 0; i < 3; i += 1) fs.push(() => i);
console.log(fs.map((f) => f()).join(), typeof hoisted, (function () { return typeof this; })(), new Function("a", "return a * 2")(4), (0, eval)("1 + 1"));
function hoisted() {}
const memo = (f, c = new Map()) => (n) => c.get(n) ?? (c.set(n, f(n)), c.get(n));
const fib = memo((n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)));
console.log(fib(60), ((f) => f(f, 5))((f, n) => (n ? n * f(f, n - 1) : 1)));
switch (3) { case 1: console.log("no"); case 3: console.log("three"); case 4: console.log("through"); break; default: console.log("no"); }`,
    "0,1,2 function object 8 2\n1548008755920 120\nthree\nthrough",
  ),
  program(
    "timers",
    `const out = [];
const t = setTimeout(() => out.push("never"), 1); clearTimeout(t);
let n = 0; const i = setInterval(() => { out.push(++n); if (n === 3) clearInterval(i); }, 2);
queueMicrotask(() => out.push("m"));
await new Promise((r) => setTimeout(r, 60));
console.log(out.join());`,
    "m,1,2,3",
  ),
  program(
    "random values",
    `const bytes = crypto.getRandomValues(new Uint8Array(16));
console.log(bytes.length, new Set(Array.from({ length: 50 }, () => crypto.randomUUID())).size, /^[0-9a-f-]{36}$/.test(crypto.randomUUID()), Array.from({ length: 100 }, Math.random).every((x) => x >= 0 && x < 1));`,
    "16 50 true true",
  ),
  program(
    "copies",
    `const o = { d: new Date(1), m: new Map([["k", new Set([1])]]), r: /a/gi, e: new RangeError("x"), b: new Uint8Array([1, 2]) }; o.self = o;
const c = structuredClone(o);
console.log(c.d.getTime(), c.m.get("k").has(1), c.r.flags, c.e.name, c.b.join(), c.self === c, c.m !== o.m);
try { structuredClone(() => 1); } catch (e) { console.log(e.name); }`,
    "1 true gi RangeError 1,2 true true\nDataCloneError",
  ),
  program(
    "a sieve",
    `const sieve = new Uint8Array(100_001).fill(1); let count = 0;
for (let i = 2; i <= 100_000; i += 1) { if (sieve[i]) { count += 1; for (let j = i * i; j <= 100_000; j += i) sieve[j] = 0; } }
console.log(count);`,
    "9592",
  ),
  program(
    "a table",
    `const rows = "name,qty,price\\ntea,2,1.50\\nbun,4,0.75\\ntea,1,1.50".split("\\n").slice(1).map((l) => l.split(","));
const totals = rows.reduce((t, [n, q, p]) => ({ ...t, [n]: (t[n] ?? 0) + q * p }), {});
console.log(Object.entries(totals).sort(([, a], [, b]) => b - a).map(([n, t]) => \`\${n.padEnd(5)}\${t.toFixed(2).padStart(6)}\`).join("\\n"));`,
    "tea    4.50\nbun    3.00",
  ),
  program(
    "a search in a graph",
    `const graph = { a: { b: 7, c: 3 }, b: { d: 2 }, c: { b: 1, d: 8 }, d: {} };
const best = { a: 0 }; const open = new Set(["a"]);
while (open.size > 0) { const node = [...open].reduce((x, y) => (best[x] <= best[y] ? x : y)); open.delete(node); for (const [to, cost] of Object.entries(graph[node])) { const total = best[node] + cost; if (!(total >= best[to])) { best[to] = total; open.add(to); } } }
console.log(JSON.stringify(best));`,
    '{"a":0,"b":4,"c":3,"d":6}',
  ),
  program(
    "a parser",
    `const parse = (text) => { let at = 0; const eat = (re) => { const m = text.slice(at).match(re); if (m) at += m[0].length; return m?.[0].trim(); };
const factor = () => { if (eat(/^\\s*\\(/)) { const v = sum(); eat(/^\\s*\\)/); return v; } return Number(eat(/^\\s*-?\\d+(\\.\\d+)?/)); };
const term = () => { let v = factor(); for (let op; (op = eat(/^\\s*[*\\/]/)); ) v = op === "*" ? v * factor() : v / factor(); return v; };
const sum = () => { let v = term(); for (let op; (op = eat(/^\\s*[+-]/)); ) v = op === "+" ? v + term() : v - term(); return v; };
return sum(); };
console.log(parse("2 * (3 + 4) - 10 / 4"), parse("1+2*3"));`,
    "11.5 7",
  ),
  program(
    "words",
    `const text = "the cat and the hat and the bat";
const counts = new Map(); for (const w of text.split(" ")) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log([...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 3).map((e) => e.join("=")).join(" "));
const distance = (a, b) => { const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array(b.length).fill(0)]); d[0] = [...Array(b.length + 1).keys()]; for (let i = 1; i <= a.length; i += 1) for (let j = 1; j <= b.length; j += 1) d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)); return d.at(-1).at(-1); };
console.log(distance("kitten", "sitting"), "racecar" === [..."racecar"].reverse().join(""));`,
    "the=3 and=2 bat=1\n3 true",
  ),
  program(
    "sorting",
    `const people = [{ n: "b", a: 2 }, { n: "a", a: 2 }, { n: "c", a: 1 }];
console.log(people.toSorted((x, y) => x.a - y.a || x.n.localeCompare(y.n)).map((p) => p.n).join(), [10, 9, 1].sort().join(), [10, 9, 1].sort((a, b) => a - b).join(), ["b", undefined, "a"].sort().length);
const merge = (a) => { if (a.length < 2) return a; const m = a.length >> 1, l = merge(a.slice(0, m)), r = merge(a.slice(m)), out = []; while (l.length && r.length) out.push(l[0] <= r[0] ? l.shift() : r.shift()); return [...out, ...l, ...r]; };
console.log(merge([5, 2, 9, 1]).join());`,
    "c,a,b 1,10,9 1,9,10 3\n1,2,5,9",
  ),
  program(
    "an emitter of events",
    `class Emitter { #on = new Map(); on(e, f) { (this.#on.get(e) ?? this.#on.set(e, new Set()).get(e)).add(f); return () => this.#on.get(e).delete(f); } emit(e, ...a) { for (const f of this.#on.get(e) ?? []) f(...a); } }
const e = new Emitter(), got = []; const off = e.on("x", (v) => got.push(v)); e.on("x", (v) => got.push(v * 10)); e.emit("x", 1); off(); e.emit("x", 2); e.emit("none");
console.log(got.join());`,
    "1,10,20",
  ),
  program(
    "a value that is returned",
    `return { answer: 42, list: [1, "two", null], nested: { ok: true } };`,
    "42",
  ),
];
