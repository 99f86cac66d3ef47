import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, loot, none, vm } from "./snippets.ts";

/** From an object or an error of the host to its function constructor, and from there to everything. */
export const constructors: readonly Attempt[] = attemptFamily("Constructors", [
  [
    "of the global object",
    vm("read the environment"),
    (host) => `${loot(host)}return loot(globalThis.constructor.constructor);`,
  ],
  [
    "of the receiver",
    vm("read the environment"),
    (host) => `${loot(host)}return loot((function () { return this; })().constructor.constructor);`,
  ],
  [
    "a command",
    vm("ran a command"),
    (host) =>
      `return String(globalThis.constructor.constructor(${JSON.stringify(`return ${command(host)}`)})());`,
  ],
  [
    "of every kind of function",
    none,
    (host) => `${loot(host)}const out = [];
for (const one of [() => {}, function () {}, async () => {}, function* () {}, async function* () {}, class {}, (0).toFixed, Math.max, new Proxy(function () {}, {})]) {
  const make = one.constructor;
  try {
    const made = make("return globalThis");
    let home = made();
    if (typeof home.next === "function") home = home.next().value ?? (await home.next()).value;
    out.push(loot(await home));
  } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
  [
    "of an indirect eval",
    none,
    (host) =>
      `${loot(host)}return [loot((0, eval)("globalThis")), loot((0, eval)("this")), loot(eval("var x = this; x"))].join();`,
  ],
  [
    "of a function of the host",
    vm("read the environment"),
    (host) => `${loot(host)}const found = [];
for (const name of ["tools", "console", "capabilities", "host", "fetch", "setTimeout", "crypto", "structuredClone", "TextDecoder", "URL", "Date", "performance", "queueMicrotask", "atob"]) {
  try {
    const value = eval(name);
    const functions = typeof value === "function" ? [value] : Reflect.ownKeys(value).map((key) => value[key]).filter((one) => typeof one === "function");
    for (const one of functions) found.push(loot(one.constructor));
  } catch (error) { found.push(String(error)); }
}
return found.join();`,
  ],
  [
    "of the promise of a function of the host",
    vm("read the environment"),
    (host) => `${loot(host)}const promise = tools.echo({ x: 1 });
const result = await promise.catch((error) => error);
return [promise, promise.then, result, Object(result).constructor].map((one) => { try { return loot(one.constructor.constructor); } catch (error) { return String(error); } }).join();`,
  ],
  [
    "of an error that the host throws",
    vm("read the environment"),
    (host) => `${loot(host)}const found = [];
const tries = [() => console.log({ toString() { throw new Error("mine"); } }), () => console.log(Symbol("x")), () => console.log(Object.create(null)), () => tools.echo.call(null), () => tools.nothing(), () => new tools.echo(), () => setTimeout(null), () => new URL("::"), () => atob("%"), () => crypto.getRandomValues(1), () => structuredClone(() => 1), () => new TextDecoder("x")];
for (const one of tries) {
  try { await one(); } catch (error) { try { found.push(loot(error.constructor.constructor)); } catch (inner) { found.push(String(inner)); } }
}
return found.join();`,
  ],
  [
    "of an error at the end of the stack inside the host",
    vm("read the environment"),
    (host) => `${loot(host)}const found = [];
const down = () => { try { down(); } catch (error) { found.push(error); try { console.log("x"); } catch (inner) { found.push(inner); } throw error; } };
try { down(); } catch {}
const out = new Set();
for (const error of found) { try { out.add(loot(error.constructor.constructor)); } catch {} }
return [...out].join() + loot(console.log.constructor);`,
  ],
  [
    "by arguments and callers",
    none,
    (host) => `${loot(host)}const found = [];
function look() {
  for (const get of [() => arguments.callee.caller, () => look.caller, () => look.arguments, () => arguments.callee.caller.arguments, () => Function.prototype.caller]) {
    try { const one = get(); found.push(loot(one.constructor.constructor)); } catch (error) { found.push(String(error)); }
  }
}
const value = { toString() { look(); return ""; }, toJSON() { look(); return 1; }, get then() { look(); } };
try { console.log(value); } catch {}
try { await tools.echo(value); } catch {}
look();
return found.join();`,
  ],
  [
    "by a prepared stack trace",
    vm("read the environment"),
    (host) => `${loot(host)}const found = [];
for (const home of [Error, Error.constructor, globalThis.constructor.constructor("return Error")()]) {
  home.prepareStackTrace = (error, frames) => {
    if (!Array.isArray(frames)) return String(frames);
    for (const frame of frames) {
      for (const get of [() => frame.getThis(), () => frame.getFunction(), () => frame.getFunction().arguments, () => frame]) {
        try { const one = get(); if (one) found.push(loot(one.constructor.constructor)); } catch (error) { found.push(String(error)); }
      }
    }
    return "";
  };
}
const value = { toString() { new Error().stack; return ""; }, toJSON() { new Error().stack; return 1; } };
try { console.log(value); } catch {}
try { await tools.echo(value); } catch {}
new Error("x").stack;
try { null.x; } catch (error) { error.stack; }
Error.captureStackTrace?.({});
return found.join() + loot(globalThis.constructor.constructor);`,
  ],
  [
    "by what stands in stacks",
    none,
    ({ variable }) => `const stacks = [new Error().stack];
try { null.x; } catch (error) { stacks.push(error.stack); }
try { tools.nothing(); } catch (error) { stacks.push(error.stack); }
try { await tools.nothing(); } catch (error) { stacks.push(error.stack); }
Error.stackTraceLimit = Infinity;
stacks.push(new Error().stack);
return stacks.join("\\n").includes("${variable}") || /node:|file:|worker_threads|\\/work\\/|node_modules/.test(stacks.join("\\n")) ? "paths of the host: " + stacks.join("\\n") : "none";`,
  ],
  [
    "by a proxy in the place of a prototype",
    none,
    (host) => `${loot(host)}const found = [];
const trap = new Proxy({}, { get(target, key, receiver) { try { found.push(loot(receiver.constructor?.constructor ?? receiver)); } catch {} return undefined; }, apply(target, self, args) { found.push(loot(args.constructor.constructor)); } });
const f = new Proxy(function () {}, { apply(target, self, args) { try { found.push(loot(args.constructor.constructor)); } catch {} return 1; } });
try { console.log({ toString: f, toJSON: f, [Symbol.toPrimitive]: f }); } catch {}
try { await tools.echo({ toJSON: f }); } catch {}
try { console.log(Object.setPrototypeOf({}, trap)); } catch {}
return found.join() + loot(globalThis.constructor.constructor);`,
  ],
  [
    "by a species",
    none,
    (host) => `${loot(host)}const found = [];
class Mine extends Array { static get [Symbol.species]() { return function (...args) { found.push(loot(args.constructor.constructor)); return []; }; } }
const list = Mine.from([1, 2, 3]);
try { console.log(list); await tools.echo(list); } catch {}
class Later extends Promise { static get [Symbol.species]() { return function (run) { try { found.push(loot(run.constructor)); } catch {} run(() => {}, () => {}); this.then = () => {}; }; } }
try { await tools.echo(Later.resolve(1)); await Later.resolve(1).then(() => {}); } catch {}
return found.join();`,
  ],
  [
    "of async iteration and generators",
    none,
    (host) => `${loot(host)}const found = [];
const iterator = { [Symbol.asyncIterator]() { return { next(...args) { found.push(loot(args.constructor.constructor)); return { done: true }; } }; } };
for await (const one of iterator) found.push(one);
found.push(loot(Object.getPrototypeOf(async function* () {}).constructor("yield globalThis").constructor));
return found.join();`,
  ],
  [
    "with source that leaves its function",
    none,
    (host) => `${loot(host)}const out = [];
for (const [first, second] of [["", "}); return globalThis; (function () {"], ["a = 1) { return globalThis } //", ""], ["/*", "*/) { return globalThis"], ["", "\\u2028return globalThis"], ["", "} + function () {"]]) {
  try { out.push(loot(new Function(first, second)())); } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
]);
