/** What an attempt may reach on the host. */
export interface HostTargets {
  /** A file that holds the canary. */
  readonly secretFile: string;
  /** A file that must not come into being. */
  readonly markerFile: string;
  /** A server that must not be reached. */
  readonly url: string;
  /** An environment variable that holds the canary. */
  readonly variable: string;
}

/** An attempt to leave the sandbox: a title and Python code. */
export type EscapeAttempt = readonly [title: string, code: string];

/**
 * @param targets - what to reach
 * @returns attempts of which every one reaches its target in an interpreter that is not confined
 */
export function provenAttempts(targets: HostTargets): readonly EscapeAttempt[] {
  const { secretFile, markerFile, url, variable } = targets;
  return [
    ["the environment through js.process", `import js\njs.process.env.${variable}`],
    [
      "a file through js and Node's fs",
      `import js\njs.process.getBuiltinModule('fs').readFileSync('${secretFile}', 'utf8')`,
    ],
    [
      "the constructor of a converted list",
      `from pyodide.ffi import to_js\nto_js([]).constructor.constructor('return process.env.${variable}')()`,
    ],
    ["run_js", `from pyodide.code import run_js\nrun_js('process.env.${variable}')`],
    [
      "pyodide_js",
      `import pyodide_js\npyodide_js.FS.constructor.constructor('return process.env.${variable}')()`,
    ],
    ["a shell through os.system", `import os\nos.system("echo made > '${markerFile}'")`],
    ["fetch through js", `import js\nresponse = await js.fetch('${url}')\nawait response.text()`],
    [
      "pyfetch",
      `from pyodide.http import pyfetch\nresponse = await pyfetch('${url}')\nawait response.text()`,
    ],
    [
      "a mounted folder of the host",
      `import pyodide_js\npyodide_js.FS.mkdir('/host')\npyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, __import__('pyodide').ffi.to_js({'root': '/'}, dict_converter=__import__('js').Object.fromEntries), '/host')\nopen('/host${secretFile}').read()`,
    ],
    [
      "the proxies that Pyodide's finder holds",
      `from _pyodide._importhook import jsfinder\njsfinder.jsproxies['js'].process.env.${variable}`,
    ],
  ];
}

/**
 * @param targets - what to reach
 * @returns attempts that go around a blocklist, and those that only some interpreters are open to
 */
export function furtherAttempts(targets: HostTargets): readonly EscapeAttempt[] {
  const { secretFile, markerFile, url, variable } = targets;
  const port = new URL(url).port;
  return [
    ["os.environ", `import os\nos.environ['${variable}']`],
    ["os.environb of a fresh import", `import posix\nposix.environ[b'${variable}']`],
    ["the path of the file", `open('${secretFile}').read()`],
    [
      "the path of the file through a link",
      `import os\nos.symlink('${secretFile}', '/outputs/link')\nopen('/outputs/link').read()`,
    ],
    ["the process's own files", "open('/proc/self/environ').read()"],
    [
      "js after the finders are gone",
      `import sys\nsys.meta_path[:] = [f for f in sys.meta_path if 'Unavailable' not in type(f).__name__]\nimport js\njs.process.env.${variable}`,
    ],
    [
      "the finder of JavaScript modules put back",
      `import sys\nfrom _pyodide._importhook import jsfinder\nsys.meta_path.insert(0, jsfinder)\nimport js\njs.process.env.${variable}`,
    ],
    [
      "a registered module",
      "from _pyodide._importhook import register_js_module\nregister_js_module('m', object())",
    ],
    [
      "the core module of Pyodide",
      `import _pyodide_core\n_pyodide_core.run_js('process.env.${variable}') if hasattr(_pyodide_core, 'run_js') else _pyodide_core.jsnull.constructor.constructor('return 1')()`,
    ],
    ["jsnull", "from pyodide.ffi import jsnull\njsnull.constructor"],
    ["create_proxy", "from pyodide.ffi import create_proxy\ncreate_proxy(lambda: 1)"],
    ["run_sync", "from pyodide.ffi import run_sync\nrun_sync(None)"],
    ["JsProxy made anew", "from pyodide.ffi import JsProxy\nJsProxy.__new__(JsProxy)"],
    ["Pyodide's event loop", "from pyodide.webloop import WebLoop\nWebLoop().call_soon(print)"],
    ["posix.system", `import posix\nposix.system("echo made > '${markerFile}'")`],
    ["os.popen", `import os\nos.popen("echo made > '${markerFile}'").read()`],
    ["subprocess", `import subprocess\nsubprocess.run(['touch', '${markerFile}'])`],
    ["posix_spawn", `import os\nos.posix_spawn('/bin/touch', ['touch', '${markerFile}'], {})`],
    ["fork", "import os\nos.fork()"],
    ["exec", `import os\nos.execv('/bin/touch', ['touch', '${markerFile}'])`],
    ["ctypes", `import ctypes\nctypes.CDLL(None).system(b"echo made > '${markerFile}'")`],
    [
      "_ctypes after the finders are gone",
      `import sys\nsys.meta_path[:] = [f for f in sys.meta_path if 'Unavailable' not in type(f).__name__]\nimport _ctypes\n_ctypes.dlsym(_ctypes.dlopen(None, 0), 'emscripten_run_script')`,
    ],
    [
      "a native module",
      "import importlib.machinery, importlib.util\nopen('/tmp/x.so', 'wb').write(b'\\0asm\\1\\0\\0\\0')\nloader = importlib.machinery.ExtensionFileLoader('x', '/tmp/x.so')\nloader.create_module(importlib.util.spec_from_loader('x', loader))",
    ],
    ["a socket", `import socket\nsocket.create_connection(('127.0.0.1', ${port}))`],
    [
      "http.client",
      `import http.client\nc = http.client.HTTPConnection('127.0.0.1', ${port})\nc.request('GET', '/')\nc.getresponse().read()`,
    ],
    ["urllib", `import urllib.request\nurllib.request.urlopen('${url}').read()`],
    ["a stream of asyncio", `import asyncio\nawait asyncio.open_connection('127.0.0.1', ${port})`],
    ["_socket", `import _socket\n_socket.socket(2, 1).connect(('127.0.0.1', ${port}))`],
    ["a browser", `import webbrowser\nwebbrowser.open('${url}')`],
    ["the terminal", "open('/dev/tty', 'w').write('hello')"],
    ["a signal to the parent", "import os\nos.kill(os.getppid(), 9)"],
    ["an exit of the process", "import os\nos._exit(0)"],
    [
      "a forged answer of the driver",
      "import os\nos.write(os.open('/dev/interpreter', os.O_WRONLY), b'null')",
    ],
    ["a broken interpreter", "import faulthandler\nfaulthandler._sigsegv()"],
  ];
}
