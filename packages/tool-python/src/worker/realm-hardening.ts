import type { WasmGate } from "./wasm-gate.ts";
import { gateWebAssembly } from "./wasm-gate.ts";

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

const forbiddenCompilers = ["compile", "compileStreaming", "instantiate", "instantiateStreaming"];

function blocked(): never {
  throw new Error("not available in the Python sandbox");
}

// Node's own HTTP client may still be compiling its parser: a rejection that nobody handles would end the thread.
const neverDone = (): Promise<never> => new Promise(() => {});

function block(target: object, name: string, value: unknown = blocked): void {
  Object.defineProperty(target, name, { value, writable: false, configurable: false });
}

/**
 * Takes away what JavaScript code in this worker could do harm with: making code out of strings, compiling
 * WebAssembly, the network, and the doors to Node's modules. The seal on the import table is what keeps Python from
 * running JavaScript at all; this is a second wall behind it.
 *
 * @returns the gate for WebAssembly that may still be compiled
 */
export function hardenRealm(): WasmGate {
  block(globalThis, "eval");
  block(globalThis, "Function");
  for (const example of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    block(Object.getPrototypeOf(example) as object, "constructor");
  }
  for (const name of forbiddenGlobals) block(globalThis, name);
  for (const name of forbiddenProcessMembers) block(process, name);
  const webAssembly = Reflect.get(globalThis, "WebAssembly") as object;
  for (const name of forbiddenCompilers) block(webAssembly, name, neverDone);
  return gateWebAssembly();
}
