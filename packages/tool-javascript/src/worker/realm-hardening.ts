import { webAssembly } from "../engine/web-assembly.ts";

const forbiddenGlobals = [
  "fetch",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
  "require",
  "navigator",
  "Worker",
  "BroadcastChannel",
];

const forbiddenProcessMembers = [
  "binding",
  "_linkedBinding",
  "dlopen",
  "getBuiltinModule",
  "kill",
  "mainModule",
];

const forbiddenWebAssembly = ["compile", "compileStreaming", "instantiateStreaming", "validate"];

function blocked(): never {
  throw new Error("not available in the JavaScript sandbox");
}

function block(target: object, name: string): void {
  // To redefine one of Node's lazy globals would load what is behind it, which takes longer than the engine.
  Reflect.deleteProperty(target, name);
  Object.defineProperty(target, name, { value: blocked, writable: false, configurable: false });
}

/**
 * Takes away what JavaScript code in this worker could do harm with: making code out of strings, compiling WebAssembly, the
 * network, and the doors to Node's modules. That the engine gets nothing but text is what keeps its code out of this realm;
 * this is a second wall behind it. Called when the engine is loaded, which only makes instances of it from then on.
 */
export function hardenRealm(): void {
  block(globalThis, "eval");
  block(globalThis, "Function");
  for (const example of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    block(Object.getPrototypeOf(example) as object, "constructor");
  }
  for (const name of forbiddenGlobals) block(globalThis, name);
  for (const name of forbiddenProcessMembers) block(process, name);
  for (const name of forbiddenWebAssembly) block(webAssembly, name);
  const modules = webAssembly.Module.prototype;
  // What was compiled before must still be known as a module.
  const Module = Object.assign(() => blocked(), { prototype: modules });
  for (const [target, name] of [
    [webAssembly, "Module"],
    [modules, "constructor"],
  ] as const) {
    Object.defineProperty(target, name, { value: Module, writable: false, configurable: false });
  }
}
