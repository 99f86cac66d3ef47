import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, loot, none, plain, vm } from "./snippets.ts";

/** What may simply be there. */
export const atHand: readonly Attempt[] = attemptFamily("What is at hand", [
  [
    "the environment of process",
    plain("read the environment"),
    ({ variable }) => `return process.env.${variable};`,
  ],
  [
    "a built-in module of process",
    plain("read a file"),
    ({ secretFile }) =>
      `return process.getBuiltinModule("fs").readFileSync("${secretFile}", "utf8");`,
  ],
  ["a command by process", plain("ran a command"), (host) => `return String(${command(host)});`],
  [
    "process by every name of the global object",
    plain("ran JavaScript"),
    (host) => `${loot(host)}
return [globalThis, this, typeof self === "undefined" ? null : self, typeof global === "undefined" ? null : global, typeof window === "undefined" ? null : window].map(loot).join();`,
  ],
  [
    "every property of the global object",
    plain("ran JavaScript"),
    (host) => `${loot(host)}
const seen = new Set();
const found = [];
const walk = (value, depth) => {
  if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value) || depth > 4) return;
  seen.add(value);
  if (value.process && value.process.versions) found.push(loot(value));
  for (const key of Reflect.ownKeys(value)) {
    try { walk(value[key], depth + 1); } catch {}
  }
  try { walk(Object.getPrototypeOf(value), depth + 1); } catch {}
};
walk(globalThis, 0);
return found.join() || [...Reflect.ownKeys(globalThis)].map(String).join();`,
  ],
  [
    "require",
    none,
    ({ secretFile }) => `return require("fs").readFileSync("${secretFile}", "utf8");`,
  ],
  [
    "require by what holds it",
    none,
    ({ secretFile }) =>
      `for (const get of [() => module.require, () => process.mainModule.require, () => globalThis.require, () => module.constructor._load, () => arguments[1]]) {
  try { return get()("fs").readFileSync("${secretFile}", "utf8"); } catch (error) { console.log(String(error)); }
}`,
  ],
  [
    "a fetch",
    plain("reached the network"),
    ({ url }) => `return await (await fetch("${url}")).text();`,
  ],
  [
    "a socket of the web",
    plain("reached the network"),
    ({ port }) =>
      `const socket = new WebSocket("ws://127.0.0.1:${port}/"); await new Promise((done) => { socket.onopen = socket.onerror = socket.onclose = done; });`,
  ],
  [
    "other ways to the network",
    none,
    ({ url }) => `const out = [];
for (const make of [() => new EventSource("${url}"), () => { const r = new XMLHttpRequest(); r.open("GET", "${url}", false); r.send(); return r.responseText; }, () => navigator.sendBeacon("${url}"), () => new Request("${url}"), () => importScripts("${url}"), () => Deno.connect({ port: 1 }), () => Bun.file("/")]) {
  try { out.push(String(make())); } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
  [
    "a worker",
    none,
    () =>
      `return [typeof Worker, typeof SharedWorker, typeof MessageChannel, typeof BroadcastChannel, typeof postMessage].join() + new Worker("data:text/javascript,1");`,
  ],
  [
    "messages of the worker's own port",
    none,
    () => `const out = [];
for (const send of [() => postMessage({ type: "done" }), () => self.postMessage({ type: "ready" }), () => process.parentPort.postMessage(1), () => new BroadcastChannel("x").postMessage(1)]) {
  try { out.push(send()); } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
  [
    "WebAssembly",
    plain("ran JavaScript"),
    ({ realmProof }) =>
      `const module = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); new WebAssembly.Instance(module); return ${realmProof};`,
  ],
  [
    "functions of engines",
    none,
    () => `const names = ["print", "read", "readline", "load", "quit", "gc", "std", "os", "bjson", "scriptArgs", "__loadScript", "loadFile", "evalScript", "popen", "open", "InternalError", "navigator", "$262", "drainJobQueue", "runscript", "version", "DebuggerStatement", "__date_clock", "performance"];
const out = [];
for (const name of names) if (typeof globalThis[name] !== "undefined") out.push(name + ":" + typeof globalThis[name]);
for (const use of [() => std.popen("id", "r").readAsString(), () => os.exec(["id"]), () => read("/etc/passwd"), () => load("/etc/passwd"), () => quit(1)]) {
  try { out.push(use()); } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
  ["an exit of the process", none, () => "process.exit(0);"],
  ["an abort of the process", none, () => "process.abort();"],
  [
    "a signal to the process",
    plain("killed the host"),
    () => `process.kill(process.pid, "SIGKILL"); await new Promise(() => {});`,
  ],
  [
    "a file written by process",
    plain("wrote a file"),
    ({ markerFile }) => `process.getBuiltinModule("fs").writeFileSync("${markerFile}", "written");`,
  ],
  [
    "the terminal",
    plain("wrote to the terminal"),
    ({ mark }) => `process.getBuiltinModule("fs").writeSync(1, "${mark}\\n");`,
  ],
  [
    "the terminal by printing functions",
    none,
    ({ mark }) => `console.log("\\u001b]0;${mark.slice(0, 4)}\\u0007");
for (const out of [() => print("${mark}"), () => process.stdout.write("${mark}"), () => std.out.puts("${mark}"), () => console._stdout.write("${mark}")]) {
  try { out(); } catch {}
}`,
  ],
  [
    "the console of the host",
    vm("read the environment"),
    (host) => `${loot(host)}return loot(console.log.constructor);`,
  ],
]);
