import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, plain } from "./snippets.ts";

const specifiers = [
  "fs",
  "node:fs",
  "std",
  "os",
  "bjson",
  "qjs:std",
  "qjs:os",
  "quickjs:std",
  "child_process",
  "./main.js",
  "../worker/main.ts",
  "/etc/passwd",
  "file:///etc/passwd",
  "data:text/javascript,export default 1",
  "https://127.0.0.1/x.js",
  "blob:x",
  "",
  "\0",
  "__proto__",
  "constructor",
];

/** Code and data by import. */
export const modules: readonly Attempt[] = attemptFamily("Modules", [
  [
    "a dynamic import of Node's",
    plain("read a file"),
    ({ secretFile }) =>
      `const name = "node:fs"; return (await import(name)).readFileSync("${secretFile}", "utf8");`,
  ],
  [
    "a dynamic import of everything",
    none,
    ({ secretFile }) => `const out = [];
for (const name of ${JSON.stringify([...specifiers, "SECRET"])}) {
  try { const found = await import(name === "SECRET" ? "${secretFile}" : name); out.push(name + " " + Object.keys(found) + " " + String(found.default).slice(0, 200)); } catch (error) { out.push(name + " " + String(error).slice(0, 100)); }
}
return out.join("\\n");`,
  ],
  [
    "a dynamic import with a type",
    none,
    ({ secretFile }) => `const out = [];
for (const type of ["json", "text", "bytes", "css"]) {
  for (const name of ["${secretFile}", "file://${secretFile}"]) {
    try { out.push(JSON.stringify(await import(name, { with: { type } }))); } catch (error) { out.push(String(error)); }
  }
}
return out.join("\\n");`,
  ],
  [
    "a static import",
    none,
    ({ secretFile }) =>
      `import fs from "node:fs";\nexport default fs.readFileSync("${secretFile}", "utf8");`,
  ],
  [
    "a static import of an engine's module",
    none,
    ({ secretFile }) =>
      `import * as std from "std";\nimport * as os from "os";\nexport default std.loadFile("${secretFile}");`,
  ],
  [
    "a static import of text",
    none,
    ({ secretFile }) =>
      `import text from "${secretFile}" with { type: "text" };\nexport default text;`,
  ],
  [
    "what a module knows of itself",
    none,
    () =>
      "export default JSON.stringify([import.meta.url, import.meta.dirname, import.meta.main, Object.keys(import.meta)]);",
  ],
  [
    "a module of its own name",
    none,
    () => `const out = [];
for (const name of ["code.js", "./code.js", "function.js", "boot.js", "<input>", "eval"]) {
  try { out.push(Object.keys(await import(name)).join()); } catch (error) { out.push(String(error)); }
}
return out.join();`,
  ],
  [
    "a name that is an object",
    none,
    () => `const out = [];
let asked = 0;
for (const name of [{ toString() { asked += 1; return asked === 1 ? "x" : "node:fs"; } }, Symbol("x"), null, 1n, new Proxy({}, {}), { toString() { throw new RangeError("no"); } }, "x".repeat(1_000_000)]) {
  try { out.push(String(await import(name))); } catch (error) { out.push(String(error).slice(0, 100)); }
}
return out.join();`,
  ],
  [
    "an import while the code ends",
    none,
    () =>
      `import("node:fs").then((fs) => console.log(Object.keys(fs).length)); setTimeout(() => import("os"), 1); return 1;`,
  ],
  [
    "very many imports",
    none,
    () =>
      `let refused = 0; for (let i = 0; i < 5000; i += 1) await import("m" + i).catch(() => { refused += 1; }); return refused;`,
  ],
  [
    "code that leaves the wrapping",
    none,
    (host) =>
      `})(); globalThis.leak = "${host.mark.slice(0, 3)}"; (async function () { return typeof process === "object" ? process.env.${host.variable} : "out";`,
  ],
  [
    "code with comments that eat the wrapping",
    none,
    ({ variable }) =>
      `return typeof process === "object" ? 1 : 2; } /* \n*/ ); //# sourceURL=file:///etc/passwd\n<!-- ${variable}\n--> x\n//# sourceMappingURL=data:application/json,{}`,
  ],
]);
