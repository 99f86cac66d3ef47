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
  "abort",
  "binding",
  "_linkedBinding",
  "chdir",
  "dlopen",
  "exit",
  "getBuiltinModule",
  "kill",
  "mainModule",
  "reallyExit",
];

const forbiddenWebAssemblyMembers = [
  "Module",
  "Instance",
  "compile",
  "compileStreaming",
  "instantiate",
  "instantiateStreaming",
];

function blocked(): never {
  throw new Error("not available in the Python sandbox");
}

function block(target: object, name: string): void {
  // `WebAssembly.Module` and its like are read-only in some runtimes but always configurable.
  Object.defineProperty(target, name, { value: blocked, writable: false, configurable: false });
}

/**
 * Takes away what JavaScript code in this worker could do harm with: making code out of strings, compiling
 * WebAssembly, the network, and the doors to Node's modules. The seal on the import table is what keeps Python from
 * running JavaScript at all; this is a second wall behind it.
 */
export function hardenRealm(): void {
  block(globalThis, "eval");
  block(globalThis, "Function");
  for (const example of [() => {}, async () => {}, function* () {}, async function* () {}]) {
    block(Object.getPrototypeOf(example) as object, "constructor");
  }
  for (const name of forbiddenGlobals) block(globalThis, name);
  for (const name of forbiddenProcessMembers) block(process, name);
  const webAssembly = Reflect.get(globalThis, "WebAssembly") as object;
  for (const name of forbiddenWebAssemblyMembers) block(webAssembly, name);
}
