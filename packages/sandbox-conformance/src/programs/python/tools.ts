import type { Program } from "../program.ts";

/** Tests, logs and the tools of programmers. */
export const toolsPrograms: readonly Program[] = [
  {
    name: "unittest",
    code: `import unittest, io
from unittest import mock
class T(unittest.TestCase):
    def test_ok(self): self.assertEqual(sum([1, 2]), 3)
    def test_bad(self): self.assertIn("x", "abc")
    @unittest.skip("later")
    def test_skip(self): pass
    def test_mock(self):
        m = mock.Mock(return_value=5)
        self.assertEqual(m(1, a=2), 5)
        m.assert_called_once_with(1, a=2)
        with mock.patch("os.getcwd", return_value="/fake"):
            import os
            self.assertEqual(os.getcwd(), "/fake")
    def test_raises(self):
        for n in range(2):
            with self.subTest(n=n), self.assertRaisesRegex(ValueError, "invalid literal"): int("x")
result = unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(result.testsRun, len(result.failures), len(result.skipped), len(result.errors))`,
    output: "5 1 1 0",
  },
  {
    name: "doctest",
    code: `import doctest, types
m = types.ModuleType("m")
exec('''
def add(a, b):
    """
    >>> add(1, 2)
    3
    >>> add("a", 1)
    Traceback (most recent call last):
    TypeError: can only concatenate str (not "int") to str
    """
    return a + b
''', m.__dict__)
print(doctest.testmod(m))`,
    output: "TestResults(failed=0, attempted=2)",
  },
  {
    name: "logging",
    code: `import logging, io
out = io.StringIO()
h = logging.StreamHandler(out)
h.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log = logging.getLogger("app.part")
log.handlers, log.propagate = [h], False
log.setLevel(logging.INFO)
log.debug("hidden")
log.info("n=%d", 5)
try: 1 / 0
except ZeroDivisionError: log.exception("bad")
lines = out.getvalue().splitlines()
print(lines[0], lines[1], lines[-1])
logging.captureWarnings(True)
logging.captureWarnings(False)
print(logging.getLevelName(30), logging.getLogger("app.part") is log)`,
    output: `INFO:app.part:n=5 ERROR:app.part:bad ZeroDivisionError: division by zero
WARNING True`,
  },
  {
    name: "argparse",
    code: `import argparse
p = argparse.ArgumentParser(prog="tool", exit_on_error=False)
p.add_argument("path")
p.add_argument("-n", "--count", type=int, default=1, choices=range(5))
p.add_argument("--flag", action=argparse.BooleanOptionalAction)
sub = p.add_subparsers(dest="command")
sub.add_parser("go").add_argument("where", nargs="+")
print(p.parse_args(["x", "-n", "3", "--no-flag", "go", "a", "b"]))
try: p.parse_args(["x", "-n", "9"])
except argparse.ArgumentError as error: print("invalid choice" in str(error))
print(p.format_usage().split()[:2])`,
    output: `Namespace(path='x', count=3, flag=False, command='go', where=['a', 'b'])
True
['usage:', 'tool']`,
  },
  {
    name: "warnings",
    code: `import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
    print(len(seen), seen[0].category.__name__, seen[0].message)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("now an error")
    except UserWarning as error: print(error)
@warnings.deprecated("use g")
def f(): return 1
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(f(), len(seen))`,
    output: `1 DeprecationWarning old
now an error
1 1`,
  },
  {
    name: "timeit and cProfile",
    code: `import timeit, cProfile, pstats, io
print(timeit.timeit("sum(range(100))", number=10) > 0, timeit.repeat("pass", number=1, repeat=2).__len__())
profile = cProfile.Profile()
profile.enable()
sorted(range(1000), key=lambda x: -x)
profile.disable()
out = io.StringIO()
pstats.Stats(profile, stream=out).sort_stats("cumulative").print_stats(3)
print("function calls" in out.getvalue())
import tracemalloc
tracemalloc.start()
x = [0] * 10000
print(tracemalloc.get_traced_memory()[0] > 1000)
tracemalloc.stop()`,
    output: `True 2
True
True`,
  },
  {
    name: "secrets and uuid",
    code: `import secrets, uuid, random
print(len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), secrets.choice([7]), 0 <= secrets.randbelow(5) < 5)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.UUID("12345678123456781234567812345678").hex[:4], uuid.uuid4().version, uuid.uuid7().version)
print(len({uuid.uuid4() for _ in range(100)}), len({random.random() for _ in range(100)}))`,
    output: `16 22 7 True
aad03681-8b63-5304-89e0-8ca8f49461b5 1234 4 7
100 100`,
  },
  {
    name: "importlib and modules of one's own",
    code: `import importlib, sys, os, runpy
os.makedirs("/tmp/lib/pack", exist_ok=True)
open("/tmp/lib/pack/__init__.py", "w").write("from .part import value\\n__all__ = ['value']\\n")
open("/tmp/lib/pack/part.py", "w").write("value = 41\\nif __name__ == '__main__': print('main', value)\\n")
sys.path.insert(0, "/tmp/lib")
importlib.invalidate_caches()
import pack
print(pack.value, importlib.import_module("pack.part").value + 1, importlib.util.find_spec("pack").origin)
open("/tmp/lib/pack/part.py", "w").write("value = 1000\\n")
importlib.reload(sys.modules["pack.part"])
print(sys.modules["pack.part"].value)
print(runpy.run_path("/tmp/lib/pack/part.py")["value"])
sys.path.remove("/tmp/lib")
from importlib import resources, metadata
print(resources.files("pack").joinpath("part.py").read_text().strip())`,
    output: `41 42 /tmp/lib/pack/__init__.py
1000
1000
value = 1000`,
  },
  {
    name: "sys and platform",
    code: `import sys, platform, sysconfig, site
print(sys.version_info >= (3, 12), sys.byteorder, sys.getsizeof([]) > 0, sys.maxsize > 2**30, sys.implementation.name)
print(platform.python_implementation(), sys.platform, sys.getrecursionlimit() >= 100, sys.getdefaultencoding())
print(sys.intern("a") is sys.intern("a"), sys.float_info.dig, sys.hash_info.width, callable(sys.displayhook), "json" in sys.stdlib_module_names)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(400))`,
    output: `True little True True cpython
CPython emscripten True utf-8
True 15 32 True True
400`,
  },
  {
    name: "cmd, code and getopt",
    code: `import cmd, code, getopt, io
class Shell(cmd.Cmd):
    prompt = ""
    def do_add(self, line): print(sum(map(int, line.split())))
    def do_quit(self, line): return True
Shell().onecmd("add 1 2 3")
print(Shell().onecmd("quit"))
i = code.InteractiveInterpreter({"x": 2})
print(i.runsource("print(x * 3)"), i.runsource("def f():"), code.compile_command("1 +") if False else "-")
print(getopt.getopt(["-a", "1", "--long=2", "rest"], "a:", ["long="]))`,
    output: `6
True
6
False True -
([('-a', '1'), ('--long', '2')], ['rest'])`,
  },
  {
    name: "zoneinfo without data, gettext and locale",
    code: `import zoneinfo, gettext, locale
try:
    print(zoneinfo.ZoneInfo("UTC").utcoffset(None))
except zoneinfo.ZoneInfoNotFoundError:
    print("None")
print(gettext.gettext("hello"), gettext.ngettext("%d file", "%d files", 2) % 2)
print(locale.localeconv()["decimal_point"], locale.format_string("%.1f", 2.5))
import stringprep, encodings.idna
print("bücher.example".encode("idna"))`,
    output: `None
hello 2 files
. 2.5
b'xn--bcher-kva.example'`,
  },
];
