/** One row of the suite that every engine behind the seam passes. */
export interface EngineCase {
  readonly title: string;
  readonly code: string;
  /** What the model is told: exactly this, or something that matches. */
  readonly output: string | RegExp;
  /** Whether the host's clock reaches the end of the code's time when the code prints `running`; absent: it does not. */
  readonly timeIsUp?: "soft" | "hard";
}

const ok = (title: string, code: string, value: string): EngineCase => ({
  title,
  code,
  output: value === "" ? "(no output)" : `value:\n${value}`,
});
const fails = (title: string, code: string, output: RegExp): EngineCase => ({
  title,
  code,
  output,
});

/** A row in which the time of the code is over when it prints `running`, and that heeds the interrupt. */
const stops = (title: string, code: string): EngineCase => ({
  title,
  code,
  output: /Timeout: The code was stopped/,
  timeIsUp: "soft",
});

/** How code is read, and what comes back. */
export const valueCases: readonly EngineCase[] = [
  ok("the last expression", "const x = 5; x * 2", "10"),
  ok("after an await at the top level", "const x = await Promise.resolve(4);\nx + 1", "5"),
  ok("a promise, awaited", "(async () => { await 1; return 'later' })()", "later"),
  ok("a thenable, asked", "({ then(resolve) { resolve(6) } })", "6"),
  ok("what is returned", "if (true) {\n  return 7;\n}", "7"),
  ok("a default export", "const x = 8;\nexport default x;", "8"),
  ok("a default export that is a function, called", "export default async () => 9", "9"),
  ok("nothing", "let x = 1;", ""),
  ok("null", "null", "null"),
  ok(
    "plain data as JSON",
    "({ a: [1, 'b', { c: null }], d: undefined })",
    '{"a":[1,"b",{"c":null}]}',
  ),
  ok("a date in it", "({ at: new Date(0) })", '{"at":"1970-01-01T00:00:00.000Z"}'),
  ok("a generator, spread", "function* g() { yield 1; yield 2 }\n[...g()]", "[1,2]"),
  ok("a BigInt", "2n ** 70n", "1180591620717411303424n"),
  ok("a symbol", "Symbol('s')", "Symbol(s)"),
  ok("a Map of a Set", "new Map([['a', new Set([1])]])", 'Map(1) { "a" => Set(1) { 1 } }'),
  ok(
    "a loop of references",
    "const loop = { n: 1 }; loop.self = loop; loop",
    "{ n: 1, self: [Circular] }",
  ),
  ok("a number that JSON does not know", "[1, NaN]", "[1, NaN]"),
  ok("bytes", "new Uint8Array([1, 2])", "Uint8Array(2) [1, 2]"),
  ok("a function", "function f() {}\nf", "[Function f]"),
  ok("a class with private parts", "class A { #secret = 1; shown = 2 }\nnew A()", '{"shown":2}'),
  ok("an own key named __proto__", "JSON.parse('{\"__proto__\":1}')", '{"__proto__":1}'),
  ok("a Proxy, through its traps", "new Proxy({ a: 1 }, { get: () => 2 })", '{"a":2}'),
  ok("loose code", "undeclared = 3; undeclared", "3"),
];

/** What code finds. */
export const surroundingCases: readonly EngineCase[] = [
  ok(
    "a clock that stands at the start of the call",
    "Date.now() + ' ' + new Date().getFullYear()",
    "1700000000000 2023",
  ),
  ok(
    "a clock that moves with the timers",
    "await new Promise((resolve) => setTimeout(resolve, 3)); Date.now() - 1700000000000",
    "3",
  ),
  ok(
    "dates that are dates",
    "const d = new Date(2020, 1, 29); [d instanceof Date, d.toISOString(), typeof Date(), class extends Date {}.name]",
    '[true,"2020-02-29T00:00:00.000Z","string",""]',
  ),
  ok(
    "randomness",
    "[Math.random() < 1, crypto.getRandomValues(new Uint8Array(3)).length, crypto.randomUUID().length]",
    "[true,3,36]",
  ),
  ok(
    "text as bytes and back",
    "new TextDecoder().decode(new TextEncoder().encode('grüße €😀\\ud800')) + new TextDecoder().decode(new Uint8Array([0xe2, 0x82, 0x41]))",
    "grüße €😀\ufffd\ufffdA",
  ),
  ok("Base64", "btoa('hello') + atob('aGk=')", "aGVsbG8=hi"),
  ok(
    "URLs",
    "const u = new URL('../c?d=ü', 'https://example.com/a/b'); u.searchParams.append('e', 'f g'); u.hash = 'h'; u.href",
    "https://example.com/c?d=%C3%BC&e=f+g#h",
  ),
  fails("no other URLs", "new URL('nonsense')", /TypeError: Invalid URL: 'nonsense'/),
  ok(
    "structuredClone",
    "const a = { m: new Map([[1, new Date(0)]]) }; a.a = a; const b = structuredClone(a); [b.a === b, b !== a, b.m.get(1).getTime()]",
    "[true,true,0]",
  ),
  ok(
    "timers",
    "const seen = []; const i = setInterval(() => { seen.push(1); if (seen.length === 3) clearInterval(i) }, 1);\nawait new Promise((r) => setTimeout(r, 20)); seen",
    "[1,1,1]",
  ),
  ok(
    "timers in the order of their time, and of their making",
    "const seen = []; const at = (n, ms) => setTimeout(() => seen.push(n), ms); at(1, 5); at(2, 1); at(3, 5); setTimeout(() => clearTimeout(four), 0); const four = at(4, 3);\nawait new Promise((r) => setTimeout(r, 6)); seen",
    "[2,1,3]",
  ),
  ok("eval, of its own realm", "eval('1 + 1') + new Function('return 2')()", "4"),
  ok(
    "nothing of a host",
    "['process', 'require', 'fetch', 'WebAssembly', 'Worker', 'Deno', 'window', 'Buffer', 'module', 'std', 'os', 'host'].filter((name) => name in globalThis)",
    "[]",
  ),
  ok(
    "no way to the sandbox's own functions",
    "Object.getOwnPropertyNames(globalThis).filter((name) => /host|sandbox|inhouse|settings/i.test(name))",
    "[]",
  ),
];

/** What goes wrong, as the model is told. */
export const errorCases: readonly EngineCase[] = [
  fails(
    "an exception with the frames of the code alone",
    "function inner() { null.x }\n\nfunction outer() { [1].map(inner) }\nouter();",
    /^error: JavaScriptError \(line 1, column \d+\): TypeError: .*null\n {4}at inner \(code\.js:1:\d+\)\n {4}at outer \(code\.js:3:\d+\)\n {4}at <eval> \(code\.js:4:\d+\)$/,
  ),
  fails(
    "with the lines of code that returns",
    "const a = 1;\nnull.x;\nreturn a",
    /\(line 2, column/,
  ),
  fails(
    "an error of a class of its own",
    "class Odd extends Error { name = 'Odd' }\nthrow new Odd('no')",
    /Odd: no/,
  ),
  fails("a thrown string", "throw 'just text'", /^error: JavaScriptError: Uncaught just text$/),
  fails("a thrown null", "throw null", /JavaScriptError: Uncaught null/),
  fails("a thrown object", "throw { code: 7 }", /JavaScriptError: Uncaught \{ code: 7 \}/),
  fails("a rejected promise", "await Promise.reject(new TypeError('no'))", /TypeError: no/),
  fails(
    "an AggregateError",
    "await Promise.any([Promise.reject(new Error('one'))])",
    /AggregateError: .*Error: one/,
  ),
  fails(
    "an error that cannot be read",
    "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw e } }); throw e",
    /something that cannot be shown/,
  ),
  fails(
    "a getter that throws while the value is read",
    "({ get x() { throw new Error('in the getter') } })",
    /Error: in the getter/,
  ),
  fails(
    "a late error of a timer",
    "setTimeout(() => { throw new Error('late') }, 1); 5",
    /value:\n5\n\nerror: JavaScriptError .*Error: late/,
  ),
  fails(
    "a promise that nobody handles",
    "Promise.reject(new Error('floating')); 5",
    /value:\n5\n\nerror: JavaScriptError .*Error: floating/,
  ),
  ok(
    "no promise that somebody handles later",
    "const p = Promise.reject(1); await null; await p.catch(() => 'fine')",
    "fine",
  ),
  fails(
    "a promise that never settles",
    "await new Promise(() => {})",
    /awaits something that can never happen/,
  ),
  fails(
    "syntax, with line and column",
    "let good = 1;\nlet bad = ;",
    /SyntaxError \(line 2, column 11\)/,
  ),
  fails("syntax in code that returns", "return (\n3 +* 4)", /SyntaxError \(line 2, column \d+\)/),
  fails(
    "text that JSON.parse does not take, which is no error of syntax",
    "JSON.parse('{bad')",
    /JavaScriptError .*SyntaxError: /,
  ),
  fails(
    "what Node.js would have",
    "process.env.HOME",
    /process is not defined.*\n.*\nhint: This is neither Node\.js/,
  ),
  fails("Intl", "Intl.NumberFormat('de')", /Intl'? is not defined\n.*\nhint: Intl is not here/),
  fails("types", "const x: number = 5", /^error: SyntaxError.*\n?.*hint: .* plain JavaScript/),
  fails("the network", "fetch('https://example.com')", /hint: There is no network/),
  fails(
    "an import",
    "import fs from 'node:fs';\nexport default fs",
    /could not load module.*\nhint: Nothing can be imported/,
  ),
  fails("an import at run time", "await import('fs')", /could not load module/),
];

/** What is bounded. The rows run under 24 MB and 2,000 printed characters. */
export const limitCases: readonly EngineCase[] = [
  fails("one large array", "new Uint8Array(100e6)", /^error: MemoryLimit/),
  fails("many small objects", "const all = []; for (;;) all.push({ a: 1 })", /^error: MemoryLimit/),
  fails(
    "strings",
    "let all = []; for (;;) all.push('x'.repeat(1e6) + all.length)",
    /^error: MemoryLimit/,
  ),
  fails(
    "memory that a promise job takes",
    "await null; const all = []; for (;;) all.push(new Array(1000).fill(0))",
    /^error: MemoryLimit/,
  ),
  ok(
    "memory that is given back",
    "let n = 0; for (let i = 0; i < 100; i++) { n += new Uint8Array(4e6).length } n",
    "400000000",
  ),
  ok(
    "a caught lack of memory",
    "let got; try { new Uint8Array(100e6) } catch (e) { got = 'caught' } got",
    "caught",
  ),
  fails("recursion", "(function f() { f() })()", /^error: StackOverflow \(line 1/),
  ok(
    "caught recursion",
    "const f = () => f();\nlet got; try { f() } catch (e) { got = e instanceof Error } got",
    "true",
  ),
  fails(
    "recursion of built-in functions",
    "JSON.parse('['.repeat(100000))",
    /^error: StackOverflow/,
  ),
  fails(
    "recursion of the parser",
    "eval('('.repeat(100000))",
    /^error: (StackOverflow|JavaScriptError|SyntaxError)/,
  ),
  fails(
    "recursion of a comparison",
    "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; String(a.flat(Infinity).length)",
    /^(error: StackOverflow|value)/,
  ),
  fails(
    "lines without end",
    "for (let i = 0; ; i++) console.log(i)",
    /^stdout:\n0\n1\n[\s\S]*OutputLimit: The code printed more than 2000 characters/,
  ),
  fails("one long line", "console.log('x'.repeat(5e6))", /OutputLimit/),
  fails(
    "a long value",
    "'x'.repeat(200000)",
    /^error: OutputLimit: The value is 200002 characters long/,
  ),
  stops("a loop", "console.log('running'); while (true) {}"),
  stops(
    "a loop that catches everything",
    "console.log('running'); for (;;) { try { for (;;); } catch {} finally { continue } }",
  ),
  stops(
    "a loop of microtasks",
    "console.log('running'); const again = () => { Promise.resolve().then(again) }; again()",
  ),
  stops("awaiting in a loop", "console.log('running'); for (;;) await 1"),
  stops("a regular expression", "console.log('running'); /(a+)+$/.test('a'.repeat(60) + 'b')"),
  stops("a timer", "console.log('running'); setInterval(() => {}, 1000)"),
  stops("a getter of the value", "({ get x() { console.log('running'); for (;;); } })"),
  {
    title: "sorting, which cannot be interrupted",
    code: "const a = new Float64Array(1e6).map((_, i) => -i); console.log('running'); for (let i = 0; i < 1e6; i++) a.toSorted()",
    output: /Timeout: The code was ended by force/,
    timeIsUp: "hard",
  },
];
