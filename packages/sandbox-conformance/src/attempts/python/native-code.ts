import type { Attempt, HostFacts } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, commandInJavaScript, none, stock, withoutFinder } from "./snippets.ts";

/** Python that writes a WebAssembly side module to the disk, made by hand, which has JavaScript run when it is loaded. */
const sideModule = (host: HostFacts, kind: "run_script" | "em_js"): string => `
def leb(n):
    out = b''
    while True:
        byte, n = n & 127, n >> 7
        out += bytes([byte | (128 if n else 0)])
        if not n: return out
def name(text): return leb(len(text)) + text.encode()
def section(number, *items): 
    body = leb(len(items)) + b''.join(items)
    return bytes([number]) + leb(len(body)) + body
script = '''${commandInJavaScript(host)}'''
text = (script if ${kind === "run_script" ? "True" : "False"} else '()<::>{ ' + script + ' }').encode() + b'\\0'
if ${kind === "em_js" ? "True" : "False"}:
    text = ('()<::>{}; ' + script + '; (()=>{})').encode() + b'\\0' if False else text
info = leb(len(text)) + b'\\0' + b'\\0' + b'\\0'
dylink = name('dylink.0') + b'\\1' + leb(len(info)) + info
constant = b'\\x23\\0\\x0b'
module = b'\\0asm\\1\\0\\0\\0' + b'\\0' + leb(len(dylink)) + dylink
module += section(1, b'\\x60\\1\\x7f\\0', b'\\x60\\0\\0')
module += section(2, name('env') + name('memory') + b'\\2\\0\\1', name('env') + name('__memory_base') + b'\\3\\x7f\\0',
    name('env') + name('emscripten_run_script') + b'\\0\\0')
module += section(3, b'\\1')
${
  kind === "em_js"
    ? "module += section(6, b'\\x7f\\0\\x41\\0\\x0b')\nmodule += section(7, name('__em_js__hello') + b'\\3\\1', name('__wasm_call_ctors') + b'\\0\\1')\nbody = b'\\0\\x0b'"
    : "module += section(7, name('__wasm_call_ctors') + b'\\0\\1')\nbody = b'\\0\\x23\\0\\x10\\0\\x0b'"
}
module += section(10, leb(len(body)) + body)
module += section(11, b'\\0' + constant + leb(len(text)) + text)
open('/tmp/side.so', 'wb').write(module)
`;

/** Functions of C, and WebAssembly of one's own. */
export const nativeCode: readonly Attempt[] = attemptFamily("Native code", [
  [
    "a shell through ctypes",
    stock("ran a command"),
    (host) => `import ctypes\nctypes.CDLL(None).system(b"${command(host)}")`,
  ],
  [
    "a shell through ctypes without the refusing finder",
    stock("ran a command"),
    (host) => `${withoutFinder}import ctypes\nctypes.CDLL(None).system(b"${command(host)}")`,
  ],
  [
    "a script of Emscripten through ctypes",
    stock("ran a command"),
    (host) =>
      `${withoutFinder}import ctypes\nctypes.CDLL(None).emscripten_run_script(b'''${commandInJavaScript(host)}''')`,
  ],
  [
    "a symbol of the core of ctypes",
    none,
    (host) =>
      `${withoutFinder}import _ctypes\nhandle = _ctypes.dlopen(None, 0)\nat = _ctypes.dlsym(handle, 'emscripten_run_script')\n_ctypes.call_function(at, (b'''${commandInJavaScript(host)}''',))`,
  ],
  [
    "the C API of Python through ctypes",
    stock("ran a command"),
    (host) =>
      `${withoutFinder}import ctypes\nctypes.pythonapi.PyRun_SimpleString(b'''import os\nos.system("${command(host)}")''')`,
  ],
  [
    "JavaScript's imports of the C API",
    none,
    () => `${withoutFinder}import ctypes
for name in ('hiwire_call', 'JsvObject_toString', '_JsvFunction_Call_OneArg', 'pyodide_js_init', 'run_js', 'JsProxy_create', 'jslib_init'):
    try:
        print(name, getattr(ctypes.pythonapi, name)(0))
    except AttributeError as error:
        print(error)`,
  ],
  [
    "a callback that C calls",
    none,
    () => `${withoutFinder}import ctypes\ncall = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 7)\ncall()`,
  ],
  [
    "a function at a number",
    none,
    () =>
      `${withoutFinder}import ctypes\nfor index in range(1, 40):\n    try:\n        print(index, ctypes.CFUNCTYPE(ctypes.c_int)(index)())\n    except Exception as error:\n        print(index, error)`,
  ],
  [
    "a side module that runs a script",
    stock("ran a command"),
    (host) =>
      `${sideModule(host, "run_script")}${withoutFinder}import ctypes\nctypes.CDLL('/tmp/side.so')`,
  ],
  [
    "a side module with a function in JavaScript",
    none,
    (host) =>
      `${sideModule(host, "em_js")}${withoutFinder}import ctypes\nctypes.CDLL('/tmp/side.so').hello()`,
  ],
  [
    "a side module as a module of Python",
    stock("ran a command"),
    (host) => `${sideModule(host, "run_script")}
import importlib.machinery, importlib.util
loader = importlib.machinery.ExtensionFileLoader('side', '/tmp/side.so')
loader.create_module(importlib.util.spec_from_loader('side', loader))`,
  ],
  [
    "a side module by the import system's own core",
    stock("ran a command"),
    (host) => `${sideModule(host, "run_script")}
import _imp
class Spec: name = 'side'; origin = '/tmp/side.so'
_imp.create_dynamic(Spec)`,
  ],
  [
    "an extension of SQLite",
    none,
    (host) => `${sideModule(host, "run_script")}
import sqlite3
connection = sqlite3.connect(':memory:')
try:
    connection.enable_load_extension(True)
    connection.load_extension('/tmp/side.so')
except AttributeError as error:
    print(error)
connection.execute("select load_extension('/tmp/side.so')")`,
  ],
  [
    "an engine of SSL",
    none,
    () => "import _ssl\nprint([n for n in dir(_ssl) if 'ngine' in n or 'rovider' in n])",
  ],
  [
    "memory mapped as code",
    none,
    () =>
      "import mmap\nm = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)\nm.write(b'\\xc3')",
  ],
]);
