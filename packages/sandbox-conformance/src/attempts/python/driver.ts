import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, withMemory, withoutFinder } from "./snippets.ts";

/** Python in which every function of a module leads to the attacker's. */
const hijack = (module: string): string => `import ${module}, types
def hostile(*arguments, **named):
    raise KeyboardInterrupt('hostile')
for name, value in [*vars(${module}).items()]:
    if callable(value) and not name.startswith('__') and not isinstance(value, type):
        try:
            setattr(${module}, name, hostile)
        except (AttributeError, TypeError):
            pass`;

const afterwards = { code: "print('still here')\n1 + 1" };

/** What the sandbox's own Python leans on, exchanged: the next call runs through it. */
export const driver: readonly Attempt[] = attemptFamily("Under the driver", [
  ...["json", "os", "ast", "io", "signal", "traceback", "asyncio", "time", "linecache"].map(
    (module) =>
      [`all of ${module}`, none, () => [{ code: hijack(module) }, afterwards, afterwards]] as const,
  ),
  [
    "all of builtins",
    none,
    () => [
      {
        code: `import builtins
for name in ('open', 'compile', 'eval', 'exec', 'repr', 'isinstance', 'len', 'print', 'type', '__import__', '__build_class__', 'BaseException', 'SystemExit'):
    setattr(builtins, name, None)`,
      },
      afterwards,
    ],
  ],
  ["no builtins", none, () => [{ code: "import builtins\nvars(builtins).clear()" }, afterwards]],
  [
    "an import that is the attacker's",
    none,
    ({ variable }) => [
      {
        code: `import builtins
original = builtins.__import__
def hostile(name, *rest, **named):
    if name == '_sandbox':
        class Fake:
            def run(self):
                import os
                os.environ['${variable}']
        return Fake()
    return original(name, *rest, **named)
builtins.__import__ = hostile`,
      },
      afterwards,
    ],
  ],
  [
    "the driver's module exchanged",
    none,
    () => [
      {
        code: `import sys, types
fake = types.ModuleType('_sandbox')
fake.run = lambda: print('mine')
sys.modules['_sandbox'] = fake`,
      },
      afterwards,
    ],
  ],
  [
    "the driver's module removed",
    none,
    () => [{ code: "import sys\ndel sys.modules['_sandbox']" }, afterwards],
  ],
  [
    "the driver's names cleared",
    none,
    () => [{ code: "import sys\nvars(sys.modules['_sandbox']).clear()" }, afterwards],
  ],
  [
    "the driver's function with other code in it",
    none,
    ({ variable }) => [
      {
        code: `import sys
def mine():
    import os
    print(os.environ.get('${variable}'))
    return mine
sys.modules['_sandbox'].run.__code__ = mine.__code__`,
      },
      afterwards,
    ],
  ],
  [
    "the driver's function let go of",
    none,
    () => [
      {
        code: `import gc, sys
sandbox = sys.modules.pop('_sandbox')
vars(sandbox).clear()
del sandbox
gc.collect()
kept = [lambda: 'mine' for _ in range(100000)]`,
      },
      afterwards,
    ],
  ],
  [
    "the driver's function written over",
    none,
    () => [
      {
        code: `${withMemory}import posix, sys
at = id(sys.modules['_sandbox'].run)
for offset in range(4, 80, 4):
    poke(at + offset, id(posix.getpid))`,
      },
      afterwards,
    ],
  ],
  [
    "the driver unlocked and locked again",
    none,
    ({ variable }) =>
      `import sys\nsandbox = sys.modules['_sandbox']\nfor name in dir(sandbox):\n    if name.startswith('_un'):\n        print(name, getattr(sandbox, name))\nsandbox._unavailable.clear()\nsandbox.lock()\nimport js\njs.process.env.${variable}`,
  ],
  [
    "the driver run inside itself",
    none,
    () => "import sys\nfor _ in range(50):\n    sys.modules['_sandbox'].run()",
  ],
  ["no modules", none, () => [{ code: "import sys\nsys.modules.clear()" }, afterwards]],
  [
    "the main module exchanged",
    none,
    () => [
      {
        code: "import sys, types\nsys.modules['__main__'] = types.ModuleType('__main__')\nimport __main__\n__main__.__dict__.clear()\nglobals().clear()",
      },
      afterwards,
    ],
  ],
  [
    "streams of the attacker",
    none,
    () => [
      {
        code: `import sys
class Stream:
    def write(self, text):
        raise KeyboardInterrupt
    def flush(self):
        while True:
            raise SystemExit(7)
    def __getattr__(self, name):
        return self
sys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = Stream()
print('x')`,
      },
      afterwards,
    ],
  ],
  [
    "a codec of the attacker",
    none,
    () => [
      {
        code: `import codecs, encodings, sys
codecs.register(lambda name: (_ for _ in ()).throw(SystemExit(name)))
codecs.register_error('backslashreplace', lambda error: ('x' * 1000000, 0))
encodings._cache.clear()
sys.modules['encodings.utf_8'].encode = None`,
      },
      { code: "print('\\ud800')" },
    ],
  ],
  [
    "a limit of recursion that nothing fits in",
    none,
    () => [{ code: "import sys\nsys.setrecursionlimit(30)" }, afterwards],
  ],
  [
    "classes that the driver asks about",
    none,
    () => [
      {
        code: `class Meta(type):
    @property
    def __name__(self): return '\\ud800' * 100000
    def __instancecheck__(self, other): raise SystemExit(1)
class Hostile(BaseException, metaclass=Meta):
    def __str__(self): raise Hostile()
    __cause__ = __context__ = property(lambda self: self)
raise Hostile()`,
      },
      afterwards,
    ],
  ],
  [
    "an exception that is no exception to Python",
    none,
    () => `class E(Exception):
    __traceback__ = None
    def __getattribute__(self, name):
        raise KeyboardInterrupt
raise E()`,
  ],
  [
    "an exit code that is no number",
    none,
    () => [
      {
        code: "import sys\nclass N(int):\n    def __int__(self): return 10**5000\n    def __lt__(self, other): raise SystemExit(N(1))\n    __gt__ = __le__ = __ge__ = __lt__\nsys.exit(N(3))",
      },
      { code: "import sys\nsys.exit(10**5000)" },
      { code: "import sys\nclass T:\n    def __str__(self): raise SystemExit(T())\nsys.exit(T())" },
    ],
  ],
  [
    "finders that the driver's imports go through",
    none,
    () => [
      {
        code: `${withoutFinder}
class Finder:
    def find_spec(self, name, path, target=None):
        raise SystemExit(name)
sys.meta_path.insert(0, Finder())
sys.path_hooks.insert(0, lambda path: Finder())
sys.path_importer_cache.clear()
del sys.modules['json'], sys.modules['traceback']`,
      },
      afterwards,
    ],
  ],
]);
