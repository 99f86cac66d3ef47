import type { Attempt, AttemptStep } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stranger } from "./snippets.ts";

const replaced = (what: string): readonly AttemptStep[] => [
  {
    code: `const seen = [];
${what}
try { seen.push(await tools.echo({ x: 1 })); } catch (error) { seen.push(error); }
try { console.log("a", { b: [1] }, new Map([[1, 2]])); } catch (error) { seen.push(error); }
try { setTimeout(() => console.log("later"), 1); } catch {}
return seen.length;`,
  },
  stranger,
];

/** What the sandbox's own scripts lean on, exchanged. */
export const shims: readonly Attempt[] = attemptFamily("Under the shims", [
  [
    "JSON",
    none,
    () =>
      replaced(
        "JSON.stringify = (value) => { seen.push(value); return '{\"__proto__\":1'; }; JSON.parse = (text) => { seen.push(text); return { id: 1, value: 'forged' }; };",
      ),
  ],
  [
    "the iterator of arrays",
    none,
    () =>
      replaced("Array.prototype[Symbol.iterator] = function* () { seen.push(this); yield* []; };"),
  ],
  [
    "the methods of arrays",
    none,
    () =>
      replaced(
        "for (const name of Object.getOwnPropertyNames(Array.prototype)) if (typeof Array.prototype[name] === 'function' && name !== 'constructor' && name !== 'push') Array.prototype[name] = function (...args) { Array.prototype.push.call(seen, this); throw new Error(name); };",
      ),
  ],
  [
    "the methods of text",
    none,
    () =>
      replaced(
        "for (const name of Object.getOwnPropertyNames(String.prototype)) if (typeof String.prototype[name] === 'function' && name !== 'constructor') String.prototype[name] = () => { throw new Error(name); };",
      ),
  ],
  [
    "the methods of maps and sets",
    none,
    () =>
      replaced(
        "for (const home of [Map, Set, WeakMap]) for (const name of ['get', 'set', 'has', 'add', 'delete', 'forEach', 'values']) home.prototype[name] = function (...args) { seen.push(args); args[1]?.resolve?.('stolen'); return { callback: () => 1, args: [], resolve() {}, refuse() {} }; };",
      ),
  ],
  [
    "call, apply and bind",
    none,
    () =>
      replaced(
        "for (const name of ['call', 'apply', 'bind', Symbol.hasInstance]) Object.defineProperty(Function.prototype, name, { value(...args) { seen.push(this, args); return this; }, configurable: true });",
      ),
  ],
  [
    "Reflect and Object",
    none,
    () =>
      replaced(
        "for (const home of [Reflect, Object]) for (const name of Object.getOwnPropertyNames(home)) { if (typeof home[name] === 'function' && name !== 'getOwnPropertyNames' && name !== 'defineProperty') { try { const f = home[name]; home[name] = (...args) => { seen.push(args); throw new Error(name); }; } catch {} } }",
      ),
  ],
  [
    "setters on the prototype of all",
    none,
    () =>
      replaced(
        "for (const name of ['id', 'value', 'error', 'kind', 'key', 'type', 'then', 'get', 'set', 'resolve', 'refuse', 'tool', 'name', 'message', 'stack', 'callback', 'args', '0', '1', 'writable', 'enumerable']) { const set = Object.create(null); set.set = function (v) { seen.push(v); }; set.configurable = true; Object.defineProperty(Object.prototype, name, set); }",
      ),
  ],
  [
    "getters on the prototype of all",
    none,
    () =>
      replaced(
        "for (const name of ['id', 'value', 'error', 'kind', 'result', 'then', 'resolve', 'tool', 'toJSON', 'depth', 'nestedOnly', 'cause', 'get', 'set']) { const get = Object.create(null); get.get = () => { seen.push(name); return 'forged'; }; get.configurable = true; Object.defineProperty(Object.prototype, name, get); }",
      ),
  ],
  [
    "the prototype of the prototype of all",
    none,
    () =>
      replaced(
        "try { Object.setPrototypeOf(Object.prototype, new Proxy({}, {})); } catch (error) { seen.push(error); } try { Object.setPrototypeOf(Array.prototype, new Proxy([], { get(t, k) { seen.push(String(k)); return Reflect.get(t, k); } })); } catch (error) { seen.push(error); }",
      ),
  ],
  [
    "the classes of errors",
    none,
    () =>
      replaced(
        "for (const name of ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError']) globalThis[name] = class { constructor() { seen.push(this); throw this; } }; Object.defineProperty(Error, 'prepareStackTrace', { value: (e, s) => { seen.push(s); return s; } });",
      ),
  ],
  [
    "symbols and regular expressions",
    none,
    () =>
      replaced(
        "RegExp.prototype.exec = function () { seen.push(this); return null; }; RegExp.prototype[Symbol.replace] = () => 'x'; RegExp.prototype.test = () => true; Symbol.prototype.toString = () => { throw 1; }; Object.defineProperty(Symbol.prototype, 'description', { get() { throw 2; } });",
      ),
  ],
  [
    "numbers, dates and mathematics",
    none,
    () =>
      replaced(
        "Number.isInteger = () => true; Number.prototype.toString = () => { throw 1; }; Math.trunc = Math.max = Math.min = () => NaN; globalThis.Date = null; globalThis.Number = globalThis.String = globalThis.Boolean = () => { throw 3; };",
      ),
  ],
  [
    "the global object emptied",
    none,
    () =>
      replaced(
        "for (const name of Reflect.ownKeys(globalThis)) { try { if (name !== 'tools' && name !== 'console' && name !== 'setTimeout') delete globalThis[name]; } catch {} }",
      ),
  ],
  [
    "the global object frozen",
    none,
    () =>
      replaced(
        "for (const one of [globalThis, Object.prototype, Array.prototype, Function.prototype, Promise.prototype]) { try { Object.freeze(one); } catch (error) { seen.push(error); } }",
      ),
  ],
  [
    "the names that the host gives",
    none,
    () =>
      replaced(
        "for (const name of ['tools', 'console', 'setTimeout', 'Date', 'structuredClone', 'URL', 'TextEncoder', 'crypto']) { try { globalThis[name]; Object.defineProperty(globalThis, name, { get() { seen.push(name); return seen; }, set() {}, configurable: false }); } catch (error) { seen.push(error); } }",
      ),
  ],
  [
    "typed arrays and buffers",
    none,
    () =>
      replaced(
        "for (const home of [Object.getPrototypeOf(Uint8Array), Uint8Array, ArrayBuffer, DataView]) for (const name of [...Object.getOwnPropertyNames(home.prototype), Symbol.iterator]) { try { Object.defineProperty(home.prototype, name, { get() { seen.push(name); throw new Error(String(name)); } }); } catch {} } try { crypto.randomUUID(); } catch {} try { new TextEncoder().encode('x'); } catch {}",
      ),
  ],
]);
