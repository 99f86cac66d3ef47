import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, withMemory, withoutFinder } from "./snippets.ts";

/** Puts another function of WebAssembly behind `os.getpid`, which calls it with pointers of its own. */
const redirected = (numbers: string): string => `${withMemory}import posix
slot = method_of(posix.getpid) + 4
original = peek(slot)
for number in ${numbers}:
    poke(slot, number)
    try:
        print(number, repr(posix.getpid())[:100])
    except BaseException as error:
        print(number, type(error).__name__, str(error)[:100])
poke(slot, original)`;

/** Attempts that know how the interpreter is sealed, and aim at exactly that. */
export const theSeal: readonly Attempt[] = attemptFamily("The seal itself", [
  [
    "reading and writing any memory of the interpreter",
    none,
    () => `${withMemory}at = id(12345678901234567890)
print(hex(peek(at)), hex(peek(0)), hex(peek(4)))
for at in (0, 1, 4, 2**31, 2**32 - 4):
    try:
        print(at, peek(at))
    except BaseException as error:
        print(at, type(error).__name__)`,
  ],
  ["other functions behind a method, the first", none, () => redirected("range(1, 200)")],
  [
    "other functions behind a method, one at a time",
    none,
    () =>
      [40, 300, 900, 2500, 6000].map((number) => ({
        code: redirected(`range(${number}, ${number + 100})`),
      })),
  ],
  [
    "other functions behind a method, from the end",
    none,
    () => redirected("range(20000, 1000, -1)"),
  ],
  [
    "a method that takes other arguments",
    none,
    () => `${withMemory}import posix
at = method_of(posix.getpid)
slot, flags = at + 4, at + 8
for number in range(1, 60):
    for flag in (1, 2, 4, 8, 0x80, 0x82, 0x200):
        poke(slot, number)
        poke(flags, flag)
        try:
            print(number, flag, posix.getpid())
        except BaseException as error:
            print(number, flag, type(error).__name__)`,
  ],
  [
    "a method of the file system behind another",
    none,
    () => `${withMemory}import posix
target = peek(method_of(posix.system) + 4)
for name in ('getpid', 'getcwd', 'urandom', 'listdir'):
    poke(method_of(getattr(posix, name)) + 4, target)
print(posix.getpid())`,
  ],
  [
    "the interpreter's memory overwritten",
    none,
    () => `${withMemory}import random
for _ in range(200_000):
    poke(random.randrange(1024, 30_000_000) & ~3, random.getrandbits(32))`,
  ],
  [
    "the interpreter's memory overwritten from the start",
    none,
    () => `${withMemory}for at in range(0, 20_000_000, 4):
    poke(at, 0xffffffff)`,
  ],
  [
    "the type of a type",
    none,
    () => `${withMemory}class A: pass
a = A()
for other in (int, type, str, dict, object):
    poke(id(a) + 4, id(other))
    try:
        print(repr(a)[:50])
    except BaseException as error:
        print(type(error).__name__)`,
  ],
  [
    "a length beyond the memory",
    none,
    () => `${withMemory}b = bytearray(16)
poke(id(b) + 8, 0x7fffffff)
print(len(b))
print(bytes(b[-100:]))
import os
fd = os.open('/tmp/x', os.O_CREAT | os.O_RDWR)
print(os.write(fd, b))`,
  ],
  [
    "a text with a length beyond the memory as a path",
    none,
    () => `${withMemory}s = 'a' * 100
poke(id(s) + 8, 0x7ffffff0)
import os
for work in (lambda: open(s), lambda: os.symlink(s, '/tmp/l'), lambda: os.mkdir(s), lambda: print(s)):
    try:
        work()
    except BaseException as error:
        print(type(error).__name__)`,
  ],
  [
    "the command with which the host calls the driver",
    none,
    ({ variable }) => [
      {
        code: `${withMemory}import array
wanted = b"__import__('_sandbox').run()"
size = 60_000_000
words = [int.from_bytes(wanted[i:i+4], 'little') for i in range(0, 28, 4)]
found = []
for at in range(1024, size, 4):
    try:
        if peek(at) == words[0] and peek(at + 4) == words[1]:
            found.append(at)
            if len(found) > 4: break
    except BaseException:
        break
print(found)
evil = b"import os;os._exit(1)#      "
for at in found:
    for i in range(0, 28, 4):
        poke(at + i, int.from_bytes(evil[i:i+4], 'little'))`,
      },
      { code: `import os\nos.environ['${variable}']` },
    ],
  ],
  [
    "a table of functions that is grown",
    none,
    () => `${withoutFinder}import _ctypes, gc
class Function(_ctypes.CFuncPtr):
    _flags_ = 1
    _restype_ = None
for make in (lambda: Function(lambda: 1), lambda: Function(5), lambda: Function(0), lambda: Function((1, 'x'))):
    for _ in range(100):
        try:
            made = make()
            print(made, bool(made))
            break
        except BaseException as error:
            print(type(error).__name__, str(error)[:100])
            break`,
  ],
  [
    "a call through the interface for foreign functions",
    none,
    () => `${withoutFinder}import _ctypes
for number in (1, 2, 3, 100, 1000):
    print(_ctypes.call_function(number, ()))`,
  ],
  [
    "a foreign function called by what looks harmless",
    none,
    () => `${withoutFinder}import _ctypes
print([n for n in dir(_ctypes)])
for name in ('_string_at_addr', '_memmove_addr', '_memset_addr', '_wstring_at_addr', '_cast_addr', '_memoryview_at_addr'):
    print(name, getattr(_ctypes, name, None))
_ctypes.call_cdeclfunction(_ctypes._memset_addr, (0, 65, 1000))`,
  ],
]);
