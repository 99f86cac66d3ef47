import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, withoutFinder } from "./snippets.ts";

/** The import system. */
export const imports: readonly Attempt[] = attemptFamily("Import system", [
  [
    "a module of the working folder in the place of one of the library",
    none,
    () => [
      {
        code: "for name in ('json', 'traceback', 'asyncio', 'site', 'sitecustomize', 'usercustomize', 'encodings'):\n    open(f'/outputs/{name}.py', 'w').write('raise SystemExit(1)')\nimport sys\nsys.path.insert(0, '/outputs')\nfor name in [*sys.modules]:\n    if name.split('.')[0] in ('json', 'traceback'): del sys.modules[name]",
      },
      { code: "1 + 1" },
    ],
  ],
  [
    "a path file in site-packages",
    none,
    ({ variable }) => `import site, os, sys
folder = next(p for p in sys.path if p.endswith('site-packages')) if any(p.endswith('site-packages') for p in sys.path) else site.getsitepackages()[0]
os.makedirs(folder, exist_ok=True)
open(folder + '/x.pth', 'w').write("import os; print(dict(os.environ)); os.environ['${variable}']\\n")
site.addsitedir(folder)`,
  ],
  [
    "the library's archive rewritten",
    none,
    () => [
      {
        code: "import sys, os, zipfile\nfor path in sys.path:\n    if path.endswith('.zip'):\n        with open(path, 'r+b') as f: f.write(b'x' * 100)\n    elif os.path.isdir(path):\n        for name in os.listdir(path)[:400]:\n            try: open(path + '/' + name, 'w').write('raise SystemExit')\n            except OSError as e: print(e)",
      },
      { code: "import colorsys, fractions\n1" },
    ],
  ],
  [
    "a frozen module",
    none,
    () =>
      "import _imp, sys\nprint(_imp._frozen_module_names()[:3])\n_imp._override_frozen_modules_for_tests(-1)\n_imp.init_frozen('zipimport')",
  ],
  [
    "builtin modules made anew",
    none,
    () => `import sys, _imp, importlib.machinery, importlib.util
for name in sys.builtin_module_names:
    if name in ('_pyodide_core', 'js', '_ctypes', '_interpreters', '_posixsubprocess', '_socket', 'posix') or 'pyodide' in name or 'js' in name:
        try:
            module = _imp.create_builtin(importlib.util.spec_from_loader(name, importlib.machinery.BuiltinImporter))
            print(name, _imp.exec_builtin(module), [n for n in dir(module)][:80])
        except Exception as error:
            print(name, type(error).__name__, error)`,
  ],
  [
    "Pyodide's own start run again",
    none,
    ({ variable }) => `import sys, importlib
${withoutFinder}
for name in [*sys.modules]:
    if name.startswith(('pyodide', '_pyodide')): del sys.modules[name]
import _pyodide._importhook as hook
hook.register_js_finder()
hook.register_js_module('js', object())
import _pyodide_core
print(dir(_pyodide_core))
import js
js.process.env.${variable}`,
  ],
  [
    "a loader that reads any path",
    none,
    ({ secretFile }) =>
      `import importlib.util\nspec = importlib.util.spec_from_file_location('x', '${secretFile}')\nimportlib.util.module_from_spec(spec)\nspec.loader.exec_module(None)`,
  ],
  [
    "a module of JavaScript by a name below it",
    none,
    ({ variable }) =>
      `from importlib import import_module\nfor name in ('js', 'js.process', 'js.process.env', 'pyodide_js', 'pyodide_js._api', 'pyodide_js._module'):\n    try:\n        print(import_module(name).env.${variable})\n    except Exception as e:\n        print(name, e)`,
  ],
]);
