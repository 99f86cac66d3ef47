import { valueSource } from "./value-source.ts";

/**
 * The first script of every machine: the code's end of the line to the host. It keeps the host's function to itself, and
 * the built-in functions that it needs, so that code which replaces them breaks nothing but itself. What is not always
 * needed is loaded when it is.
 */
export const bootSource: string = String.raw`(host) => {
"use strict";
const { parse, stringify } = JSON;
const { defineProperty, setPrototypeOf } = Object;
const { apply, construct, ownKeys } = Reflect;
const evaluate = eval;
const text = String;
const isInteger = Number.isInteger;
const then = Promise.prototype.then;
const slice = (string, length) => string.length > length ? apply("".slice, string, [0, length]) : string;
const settings = parse(host("settings", ""));
const global = globalThis;

const loaded = { __proto__: null };
const load = (name) => loaded[name] ??= evaluate(host("load", name))(kit);
const kit = { __proto__: null, host, load, stringify, parse };

const define = (target, name, value) =>
  defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
const lazily = (name, source) => defineProperty(global, name, {
  get() {
    define(global, name, undefined);
    const value = load(source)[name];
    define(global, name, value);
    return value;
  },
  set(value) { define(global, name, value); },
  enumerable: false,
  configurable: true,
});

// What the code prints.
const maxPrinted = settings.printedChars + 1;
const plain = (args) => {
  let line = "";
  for (let index = 0; index < args.length; index += 1) {
    if (typeof args[index] !== "string" || (index === 0 && args.length > 1 && args[0].includes("%"))) return undefined;
    line += index === 0 ? args[index] : " " + args[index];
  }
  return line;
};
let indent = "";
const print = (stream, args) => {
  let line = plain(args) ?? load("inspect").format(args);
  if (indent !== "") line = indent + line.replaceAll("\n", "\n" + indent);
  host(stream, slice(line, maxPrinted) + "\n");
};
const counts = new Map();
const console = {};
for (const name of ["log", "info", "debug", "dir", "table", "dirxml"]) define(console, name, (...args) => print("stdout", args));
for (const name of ["warn", "error", "trace"]) define(console, name, (...args) => print("stderr", args));
define(console, "assert", (condition, ...args) => { if (!condition) print("stderr", ["Assertion failed", ...args]); });
define(console, "group", (...args) => { if (args.length > 0) print("stdout", args); indent = slice(indent + "  ", 40); });
define(console, "groupEnd", () => { indent = indent.slice(2); });
define(console, "count", (label = "default") => {
  counts.set(label, (counts.get(label) ?? 0) + 1);
  print("stdout", [label + ": " + counts.get(label)]);
});
define(console, "time", () => {});
define(console, "timeEnd", () => {});
define(global, "console", console);

// The clock: the host's, or one that moves with the timers alone.
let virtualTime = settings.startTime;
const time = settings.virtualClock ? () => virtualTime : () => +host("now", "");
const RealDate = Date;
function SandboxDate(...args) {
  if (new.target === undefined) return new SandboxDate().toString();
  return construct(RealDate, args.length === 0 ? [time()] : args, new.target);
}
SandboxDate.prototype = RealDate.prototype;
define(RealDate.prototype, "constructor", SandboxDate);
define(SandboxDate, "now", () => time());
define(SandboxDate, "parse", RealDate.parse);
define(SandboxDate, "UTC", RealDate.UTC);
defineProperty(SandboxDate, "name", { value: "Date" });
defineProperty(SandboxDate, "length", { value: 7 });
define(global, "Date", SandboxDate);
define(global, "performance", { now: () => time() - settings.startTime, timeOrigin: settings.startTime });

// Randomness: sfc32, seeded by the host.
let [a, b, c, counter] = settings.seed;
const random32 = () => {
  const sum = (((a + b) | 0) + counter) | 0;
  counter = (counter + 1) | 0;
  a = b ^ (b >>> 9);
  b = (c + (c << 3)) | 0;
  c = (((c << 21) | (c >>> 11)) + sum) | 0;
  return sum >>> 0;
};
for (let round = 0; round < 12; round += 1) random32();
define(Math, "random", () => (random32() * 0x200000 + (random32() >>> 11)) / 0x20000000000000);

// Timers.
let lastTimer = 0;
const timers = new Map();
const addTimer = (callback, delay, args, repeats) => {
  if (typeof callback !== "function") throw new TypeError("the callback of a timer must be a function");
  const id = ++lastTimer;
  const milliseconds = delay >= 1 ? (delay <= 2147483647 ? Math.trunc(delay) : 2147483647) : 1;
  timers.set(id, { callback, args, milliseconds, repeats });
  host("timer", id + " " + milliseconds);
  return id;
};
const clearTimer = (id) => { if (timers.delete(id)) host("cancel", text(id)); };
define(global, "setTimeout", (callback, delay, ...args) => addTimer(callback, +delay, args, false));
define(global, "setInterval", (callback, delay, ...args) => addTimer(callback, +delay, args, true));
define(global, "setImmediate", (callback, ...args) => addTimer(callback, 0, args, false));
for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) define(global, name, clearTimer);
const fire = (id, at) => {
  const timer = timers.get(id);
  if (timer === undefined) return;
  virtualTime = at;
  if (timer.repeats) host("timer", id + " " + timer.milliseconds);
  else timers.delete(id);
  try {
    timer.callback(...timer.args);
  } catch (error) {
    fail(error);
  }
};

if (global.queueMicrotask === undefined) {
  const resolved = Promise.resolve();
  define(global, "queueMicrotask", (callback) => { then.call(resolved, () => { try { callback(); } catch (error) { fail(error); } }); });
}
for (const name of ["TextEncoder", "TextDecoder", "atob", "btoa"]) lazily(name, "encoding");
for (const name of ["URL", "URLSearchParams"]) lazily(name, "url");
lazily("crypto", "crypto");
lazily("structuredClone", "clone");

// Functions of the host.
class ToolError extends Error {
  constructor(tool, message) {
    super(message);
    define(this, "tool", tool);
  }
  get name() { return "ToolError"; }
}
const toolErrors = new WeakMap();
const waiting = new Map();
let lastCall = 0;
const names = settings.names;
const known = new Set(names);
const call = (name, input = {}) => new Promise((resolve, reject) => {
  // Made here, so that its stack is that of the caller.
  const error = new ToolError(text(name), "");
  const refuse = (message) => { define(error, "message", message); reject(error); };
  if (!known.has(name)) {
    const others = slice(names.join(", ") || "none", 2000);
    return refuse("There is no function '" + slice(text(name), 64) + "' that the code may call. There are: " + others + ".");
  }
  if (lastCall >= settings.hostCalls) return refuse("The code may make " + settings.hostCalls + " calls at most.");
  const json = stringify(input);
  if (json === undefined) return refuse("The arguments must be a value that JSON can express.");
  if (json.length > settings.callInputChars) {
    return refuse("The arguments are longer than " + settings.callInputChars + " characters.");
  }
  lastCall += 1;
  waiting.set(lastCall, { resolve, refuse, error });
  host("call", lastCall + " " + name + " " + json);
});
const answer = (message) => {
  const { id, value, error } = parse(message);
  const promise = waiting.get(id);
  if (promise === undefined) return;
  waiting.delete(id);
  if (error === undefined) promise.resolve(value);
  else {
    toolErrors.set(promise.error, promise.error.tool);
    promise.refuse(error);
  }
};
const callerOf = (names, call) => {
  const functions = { __proto__: null };
  for (const name of names) functions[name] = (input) => call(name, input);
  functions.call ??= call;
  return new Proxy(functions, {
    // A misspelt name must not end as "not a function"; and a promise must be able to ask for "then".
    get: (target, name) => target[name] ?? (typeof name === "string" && name !== "then" && name !== "toJSON" ? (input) => call(name, input) : undefined),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    ownKeys: () => names,
  });
};
if (settings.mode === "code") define(global, "tools", callerOf(names, call));

// How the code ends.
let state = "running";
let result;
let failure;
const unhandled = new Map();
const describe = (error) => {
  try {
    if (error instanceof Error) {
      let message = text(error.message);
      if (error instanceof AggregateError && error.errors?.length > 0) {
        message += " (" + error.errors.slice(0, 3).map((one) => slice(text(one), 200)).join("; ") + ")";
      }
      return {
        name: slice(text(error.name), 200),
        message: slice(message, 10000),
        stack: typeof error.stack === "string" ? slice(error.stack, 10000) : "",
        tool: toolErrors.get(error) ?? null,
      };
    }
    return { name: "", message: slice(load("inspect").inspect(error), 10000), stack: "", tool: null };
  } catch {
    return { name: "Error", message: "the code threw something that cannot be shown", stack: "", tool: null };
  }
};
const end = (as) => {
  if (state !== "running") return;
  state = as;
  host("settled", "");
};
const succeed = (value) => { result = value; end("succeeded"); };
const fail = (error) => {
  // An error that nobody caught ends code that had ended well, too.
  if (state === "running" || failure === undefined) failure = { error };
  end("failed");
};
const watch = (value, use) => { apply(then, Promise.resolve(value), [(inner) => { try { use(inner); } catch (error) { fail(error); } }, fail]); };

const wait = (value) => watch(value, succeed);
const uses = {
  code: (completion) => wait(completion.value),
  module: (namespace) => {
    const main = namespace.default;
    wait(typeof main === "function" ? main() : main);
  },
  function: (namespace) => {
    const main = namespace.default;
    if (typeof main !== "function") throw load("check").noDefault(main, namespace);
    wait(main(parse(host("input", "")), { capabilities: callerOf(names, call) }));
  },
  stored: (namespace) => {
    const main = namespace.default;
    if (typeof main !== "function") throw load("check").noDefault(main, namespace);
    wait(main(parse(host("input", "")), load("context").contextOf(names, call, callerOf)));
  },
  check: (namespace) => {
    const main = namespace.default;
    if (typeof main !== "function") throw load("check").noDefault(main, namespace);
    succeed(true);
  },
};

const { encode } = (${valueSource})(kit);
const finish = () => {
  if (failure === undefined && unhandled.size > 0) failure = { error: unhandled.values().next().value };
  let value = "";
  if (state === "succeeded" && result !== undefined) {
    try {
      value = encode(result, settings.mode !== "code", settings.valueChars);
    } catch (error) {
      failure ??= { error };
    }
  }
  if (value !== "") host("value", value);
  host("done", failure === undefined ? "" : stringify(describe(failure.error)));
};

const events = {
  __proto__: null,
  evaluated: (value) => watch(value, uses[host("kind", "")]),
  thrown: (error) => {
    host("thrown", stringify(describe(error)));
  },
  unhandled: (reason, promise) => { unhandled.set(promise, reason); },
  handled: (reason, promise) => { unhandled.delete(promise); },
  answer,
  timer: (message) => { const [id, at] = message.split(" "); fire(+id, +at); },
  finish,
};
return (event, value, more) => { events[event](value, more); };
}`;
