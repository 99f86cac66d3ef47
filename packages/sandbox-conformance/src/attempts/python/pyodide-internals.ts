import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** What Pyodide keeps for itself, used against it. */
export const pyodideInternals: readonly Attempt[] = attemptFamily("Pyodide's internals", [
  [
    "the proxies that Pyodide's finder holds",
    stock("read the environment"),
    ({ variable }) =>
      `from _pyodide._importhook import jsfinder\njsfinder.jsproxies['js'].process.env.${variable}`,
  ],
  [
    "a mounted folder of the host",
    stock("read a file"),
    ({ secretFile }) => `import pyodide_js, js
from pyodide.ffi import to_js
pyodide_js.FS.mkdir('/host')
pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, to_js({'root': '/'}, dict_converter=js.Object.fromEntries), '/host')
open('/host${secretFile}').read()`,
  ],
  [
    "mountNodeFS",
    stock("read a file"),
    ({ secretFile }) =>
      `import pyodide_js\npyodide_js.mountNodeFS('/host', '/')\nopen('/host${secretFile}').read()`,
  ],
  [
    "the module object of Emscripten",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `import pyodide_js\npyodide_js._module.FS.open.constructor('return ${realmProof}')()`,
  ],
  [
    "the API object of Pyodide",
    stock("ran JavaScript"),
    ({ realmProof }) =>
      `import pyodide_js\npyodide_js._api.constructor.constructor('return ${realmProof}')()`,
  ],
  [
    "a package of a path of the host",
    none,
    ({ secretFile }) =>
      `import pyodide_js\nawait pyodide_js.loadPackage('${secretFile}')\nimport os\n[open('/lib/' + n).read() for n in os.listdir('/lib')]`,
  ],
  [
    "pyodide's unpackArchive",
    none,
    () => "import pyodide_js\npyodide_js.unpackArchive(b'x', 'zip')",
  ],
  ["a registered module", none, () => registered],
  ["jsnull", none, () => "from pyodide.ffi import jsnull\njsnull.constructor"],
  [
    "JsProxy made anew",
    none,
    () => "from pyodide.ffi import JsProxy\nJsProxy.__new__(JsProxy).constructor",
  ],
  [
    "a JsProxy by its class's subclass",
    none,
    () => `from pyodide.ffi import JsProxy
types = [JsProxy, *JsProxy.__subclasses__()]
import _pyodide_core
types += [v for v in vars(_pyodide_core).values() if isinstance(v, type)]
for one in types:
    for make in (lambda: object.__new__(one), lambda: one.__new__(one), lambda: one()):
        try:
            made = make()
            print(one, made.constructor)
        except BaseException as error:
            print(one, type(error).__name__)`,
  ],
  [
    "create_proxy and destroy",
    none,
    () =>
      "from pyodide.ffi import create_proxy, destroy_proxies\np = create_proxy(lambda: 1)\np.destroy()\np.destroy()\np()",
  ],
  ["run_sync", none, () => "from pyodide.ffi import run_sync\nrun_sync(None)"],
  [
    "run_sync of a promise",
    none,
    ({ variable }) =>
      `from pyodide.ffi import run_sync\nimport asyncio\nasync def f():\n    import js\n    return js.process.env.${variable}\nrun_sync(f())`,
  ],
  [
    "Pyodide's event loop",
    none,
    ({ variable }) => `from pyodide.webloop import WebLoop
import asyncio
loop = WebLoop()
out = []
def late():
    import js
    out.append(js.process.env.${variable})
loop.call_soon(late)
await asyncio.sleep(0.1)
out`,
  ],
  [
    "can_run_sync and the stack switch",
    none,
    () =>
      "import _pyodide_core as c\nprint([n for n in dir(c)])\n[getattr(c, n)() for n in dir(c) if n in ('can_run_sync', 'save_state', 'suspend')]",
  ],
  [
    "every function of the core module",
    none,
    () => `import _pyodide_core as core, sys
names = [n for n in dir(core) if callable(getattr(core, n)) and not n.startswith('__')]
print(names)
for name in names:
    for arguments in ((), ('1+1',), (None,), (1, 2)):
        try:
            print(name, getattr(core, name)(*arguments))
        except Exception as error:
            print(name, type(error).__name__)`,
  ],
  [
    "pyodide.code's eval with host globals",
    none,
    ({ variable }) =>
      `from pyodide.code import eval_code_async\nawait eval_code_async('import js\\njs.process.env.${variable}', {})`,
  ],
  [
    "micropip",
    none,
    ({ url }) => `import micropip\nawait micropip.install('${url}x-1-py3-none-any.whl')`,
  ],
  [
    "pyodide.http with open_url",
    none,
    ({ url }) => `from pyodide.http import open_url\nopen_url('${url}').read()`,
  ],
]);

const registered = `from _pyodide._importhook import register_js_module
class Fake:
    pass
register_js_module('fake', Fake())
import fake
fake`;
