import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, commandInJavaScript, none, stock, withoutFinder } from "./snippets.ts";

/** From Python into the JavaScript around it, by the doors that Pyodide has. */
export const javascriptRealm: readonly Attempt[] = attemptFamily("JavaScript realm", [
  [
    "the environment through js.process",
    stock("read the environment"),
    ({ variable }) => `import js\njs.process.env.${variable}`,
  ],
  [
    "a file through js and Node's fs",
    stock("read a file"),
    ({ secretFile }) =>
      `import js\njs.process.getBuiltinModule('fs').readFileSync('${secretFile}', 'utf8')`,
  ],
  [
    "a command through js and Node's child_process",
    stock("ran a command"),
    (host) =>
      `import js\njs.process.getBuiltinModule('child_process').execSync("${command(host)}")`,
  ],
  [
    "a file written through js",
    stock("wrote a file"),
    ({ markerFile }) =>
      `import js\njs.process.getBuiltinModule('fs').writeFileSync('${markerFile}', 'written')`,
  ],
  [
    "eval of js",
    stock("ran JavaScript"),
    ({ realmProof }) => `import js\njs.eval('${realmProof}')`,
  ],
  [
    "Function of js",
    stock("ran JavaScript"),
    ({ realmProof }) => `import js\njs.Function.new('return ${realmProof}')()`,
  ],
  [
    "the constructor of a converted list",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `from pyodide.ffi import to_js\nto_js([]).constructor.constructor('return ${realmProof}')()`,
  ],
  [
    "the constructor of a converted dict",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `from pyodide.ffi import to_js\nto_js({}).constructor.constructor('return ${realmProof}')()`,
  ],
  [
    "the constructor of a class of promises",
    stock("ran JavaScript"),
    ({ realmProof }) => `import js\njs.Promise.constructor('return ${realmProof}')()`,
  ],
  [
    "the function of a proxy for a Python function",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `from pyodide.ffi import create_proxy\ncreate_proxy(lambda: 1).constructor.constructor('return ${realmProof}')()`,
  ],
  [
    "run_js",
    stock("ran JavaScript"),
    ({ realmProof }) => `from pyodide.code import run_js\nrun_js('${realmProof}')`,
  ],
  [
    "run_js of the core module",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `import _pyodide_core, _pyodide._core_docs\nfrom pyodide.code import run_js\nrun_js.__globals__['run_js']('${realmProof}') if hasattr(run_js, '__globals__') else run_js('${realmProof}')`,
  ],
  [
    "an error of JavaScript",
    stock("ran JavaScript"),
    ({ realmProof }) => `import js
try:
    js.JSON.parse('{')
except Exception as error:
    out = error.js_error.constructor.constructor('return ${realmProof}')()
out`,
  ],
  [
    "pyodide_js and its constructor",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `import pyodide_js\npyodide_js.FS.constructor.constructor('return ${realmProof}')()`,
  ],
  [
    "the finder of JavaScript modules put back",
    none,
    ({ variable }) =>
      `import sys\nfrom _pyodide._importhook import jsfinder\nsys.meta_path.insert(0, jsfinder)\nimport js\njs.process.env.${variable}`,
  ],
  [
    "js after the refusing finder is gone",
    stock("read the environment"),
    ({ variable }) => `${withoutFinder}import js\njs.process.env.${variable}`,
  ],
  [
    "a module that another kept a reference to",
    stock("ran JavaScript"),
    ({ realmProof }) => `import sys, gc
found = []
for module in [*sys.modules.values()]:
    for name in ('js', 'jsglobals', 'pyodide_js', 'run_js', 'JSON', 'Object', 'setTimeout'):
        value = getattr(module, name, None)
        if type(value).__name__ == 'JsProxy':
            found.append(value)
from pyodide.code import run_js
found.append(run_js('(() => {})'))
found[0].constructor.constructor('return ${realmProof}')() if callable(getattr(found[0], 'constructor', None)) else run_js('${realmProof}')`,
  ],
  [
    "a command by a constructor",
    stock("ran a command"),
    (host) =>
      `from pyodide.ffi import to_js\nto_js([]).constructor.constructor('${commandInJavaScript(host).replaceAll("'", "\\'")}')()`,
  ],
  [
    "Node's worker threads",
    stock("ran a command"),
    (host) => `import js
threads = js.process.getBuiltinModule('worker_threads')
worker = threads.Worker.new('${commandInJavaScript(host).replaceAll("'", "\\'")}', js.eval('({ eval: true })'))
from pyodide.ffi import create_once_callable
import asyncio
done = asyncio.Future()
worker.on('exit', create_once_callable(lambda *_: done.set_result(1)))
await done`,
  ],
  [
    "a dynamic import",
    stock("read a file"),
    ({ secretFile }) => `import js
fs = await js.eval('(name) => import(name)')('node:fs')
fs.readFileSync('${secretFile}', 'utf8')`,
  ],
]);
