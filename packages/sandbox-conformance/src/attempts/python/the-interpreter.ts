import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, none, withoutFinder } from "./snippets.ts";

/** Faults of the interpreter itself, and the odd doors that it has. */
export const theInterpreter: readonly Attempt[] = attemptFamily("The interpreter itself", [
  [
    "byte code that takes what is not there",
    none,
    () => `import types, dis
def f(): return 1
for index in (200, 255, 100, 50):
    code = f.__code__.replace(co_consts=(), co_code=bytes([dis.opmap['RESUME'], 0, dis.opmap['LOAD_CONST'], index, dis.opmap['RETURN_VALUE'], 0]))
    try:
        print(type(types.FunctionType(code, {})()))
    except BaseException as error:
        print(type(error).__name__)`,
  ],
  [
    "byte code that leaves the stack",
    none,
    () => `import types, dis
def f(): return 1
code = f.__code__.replace(co_stacksize=0, co_code=bytes([dis.opmap['RESUME'], 0] + [dis.opmap['POP_TOP'], 0] * 400 + [dis.opmap['RETURN_VALUE'], 0]))
types.FunctionType(code, {})()`,
  ],
  [
    "byte code of random numbers",
    none,
    () => `import types, random, dis
random.seed(7)
def f(a=1, b=2): return a
for _ in range(300):
    body = bytes([dis.opmap['RESUME'], 0]) + bytes(random.randrange(256) for _ in range(40))
    try:
        types.FunctionType(f.__code__.replace(co_code=body), {})()
    except BaseException:
        pass`,
  ],
  [
    "a frame whose function is freed",
    none,
    () =>
      "import sys\ng = (i for i in range(10))\nnext(g)\nf = g.gi_frame\nf.f_locals\nf.clear()\ndel g\nprint(f.f_back, f.f_builtins is not None)\nf.f_lineno = 1",
  ],
  [
    "the end of the stack inside a call of the host",
    none,
    () => `import sys, os
sys.setrecursionlimit(10**7)
depth = 0
def down():
    global depth
    depth += 1
    os.stat('/tmp')
    down()
down()`,
  ],
  [
    "the end of the stack in C",
    none,
    () =>
      "import sys\nsys.setrecursionlimit(10**9)\nx = []\nfor _ in range(10**6): x = [x]\nprint(x == eval('x'))\nstr(x)\nhash((x,)) if False else repr(x)",
  ],
  [
    "the end of the memory inside a call of the host",
    none,
    () => `import os
held = []
try:
    while True:
        held.append(bytearray(1 << 16))
except MemoryError:
    pass
for _ in range(2000):
    try:
        os.listdir('/')
        os.getcwd()
        open('/tmp/' + 'x' * 200, 'w').write('y' * 1000)
    except (MemoryError, OSError):
        pass`,
  ],
  [
    "paths that JavaScript must decode",
    none,
    () => `import os
for path in (b'\\xff' * 4000, b'a' * 4095, b'/' * 4095, b'../' * 1300, b'/a' * 2000, b'\\xf0\\x9f' * 1000, b'x' * 1_000_000, b'/proc/self/fd/../../../' * 100):
    for work in (os.stat, os.listdir, os.mkdir, os.unlink, os.readlink, os.chdir, lambda p: os.symlink(p, p), lambda p: os.rename(p, b'/tmp/y')):
        try:
            work(path)
        except (OSError, ValueError) as error:
            pass
os.getcwd()`,
  ],
  [
    "every call of the system with numbers it does not expect",
    none,
    () => `import os, posix, random
random.seed(3)
values = [0, 1, -1, 2**31 - 1, -2**31, 2**31, 2**32, 2**63 - 1, 3, 7, 63]
skip = ('_exit', 'abort', 'kill', 'killpg', 'fork', 'forkpty', 'register_at_fork', 'execv', 'execve', 'system', 'posix_spawn', 'posix_spawnp', 'read', 'wait', 'waitpid', 'wait3', 'wait4', 'pause', 'closerange', '_exit')
for name in dir(posix):
    function = getattr(posix, name)
    if name in skip or not callable(function) or isinstance(function, type): continue
    for count in (0, 1, 2, 3):
        for _ in range(4):
            try:
                function(*(random.choice(values) for _ in range(count)))
            except (OSError, TypeError, ValueError, OverflowError, MemoryError, AttributeError, NotImplementedError):
                pass`,
  ],
  [
    "the remote debugger",
    none,
    () =>
      "import sys, os\nopen('/tmp/x.py', 'w').write('import os')\nsys.remote_exec(os.getpid(), '/tmp/x.py')\nsys.remote_exec(os.getppid(), '/tmp/x.py')",
  ],
  [
    "the profiler's trampolines",
    none,
    () =>
      "import sys\nsys.activate_stack_trampoline('perf')\nsys.activate_stack_trampoline('perf_jit')",
  ],
  [
    "modules that test the interpreter",
    none,
    () =>
      "for name in ('_testcapi', '_testinternalcapi', '_testlimitedcapi', '_testclinic', '_xxtestfuzz', '_ctypes_test', '_testsinglephase'):\n    try:\n        m = __import__(name)\n        print(name, len(dir(m)))\n    except ImportError as e:\n        print(e)",
  ],
  [
    "a second interpreter with its own imports",
    none,
    (host) => `${withoutFinder}
try:
    from concurrent import interpreters
    one = interpreters.create()
    one.exec('''
import sys, posix
print([type(f).__name__ for f in sys.meta_path], sys.builtin_module_names)
posix.system("${command(host)}")
''')
except BaseException as error:
    print(type(error).__name__, error)
import _interpreters
print(_interpreters.list_all())`,
  ],
  [
    "jumps out of C",
    none,
    () => `import re, sys, signal, sqlite3
connection = sqlite3.connect(':memory:')
def fail(*a): raise KeyboardInterrupt
connection.create_function('fail', -1, fail)
connection.set_progress_handler(fail, 1)
connection.set_trace_callback(fail)
connection.set_authorizer(fail)
for _ in range(50):
    try:
        connection.execute('select fail(1, 2, 3)').fetchall()
    except BaseException as error:
        pass
connection.close()`,
  ],
  [
    "compressed data that is damaged",
    none,
    () => `import zlib, bz2, lzma, random
random.seed(5)
for module, make in ((zlib, zlib.compress), (bz2, bz2.compress), (lzma, lzma.compress)):
    good = bytearray(make(b'hello' * 1000))
    for _ in range(300):
        bad = bytearray(good)
        for _ in range(5): bad[random.randrange(len(bad))] = random.randrange(256)
        try: module.decompress(bytes(bad))
        except Exception: pass`,
  ],
  [
    "databases that are damaged",
    none,
    () => `import sqlite3, random, os
random.seed(6)
c = sqlite3.connect('/tmp/a.db')
c.execute('create table t (a, b)')
c.executemany('insert into t values (?, ?)', [(i, 'x' * i) for i in range(200)])
c.commit()
c.close()
good = open('/tmp/a.db', 'rb').read()
for round in range(60):
    bad = bytearray(good)
    for _ in range(20): bad[random.randrange(100, len(bad))] = random.randrange(256)
    open('/tmp/b.db', 'wb').write(bad)
    try:
        c = sqlite3.connect('/tmp/b.db')
        c.execute('select sum(length(b)) from t where a > 3').fetchall()
        c.execute('pragma integrity_check').fetchall()
    except sqlite3.Error: pass
    finally: c.close()
c = sqlite3.connect(':memory:')
try: c.deserialize(bytes(bad)); c.execute('select * from t').fetchall()
except Exception as e: print(type(e).__name__)`,
  ],
]);
