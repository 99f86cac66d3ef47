import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none } from "./snippets.ts";

/** Python that speaks to the devices by which calls and packages are asked for, past the driver. */
const devices = `import os
def say(text, path='/dev/tools'):
    try:
        fd = os.open(path, os.O_RDWR)
    except OSError as error:
        print(error)
        return
    try:
        os.write(fd, text)
        return fd
    except OSError as error:
        print(text[:40], error)
    os.close(fd)
def hear(fd, size=1000):
    try:
        return os.read(fd, size)
    except (OSError, TypeError) as error:
        return str(error)
`;

const stranger = {
  code: "import tools\nprint('found', tools.echo(x=1))",
  session: "stranger",
  expected: "found {'x': 1}",
};

/** Calls of functions of the host, and what answers them. */
export const hostFunctions: readonly Attempt[] = attemptFamily("Functions of the host", [
  [
    "names of every object's properties",
    none,
    () => `import tools
for name in ('__proto__', 'constructor', 'toString', 'then', 'hasOwnProperty', '', ' ', 'echo ', 'ECHO', 'e' * 100, 'a b', 'echo\\n', '\\x00', '\\ud800', 'hidden'):
    try:
        print(repr(name)[:30], tools.call(name, x=1))
    except Exception as error:
        print(repr(name)[:30], type(error).__name__, str(error)[:100])`,
  ],
  [
    "heads of calls that are no heads",
    none,
    () => `${devices}
for head in (b'C 1 echo', b'C -1 echo\\n{}', b'C 999999999999999999999 echo\\n{}', b'C 1 echo extra\\n{}', b'C 1 \\x00\\n{}', b'C 1 echo\\nC 2 echo\\n{}', b'D 1 echo\\n{}', b'W nan\\n', b'W -1\\n', b'W 1e9\\n', b'W 999999999999\\n', b'\\xff\\xfe', b'', b'C 0x10 echo\\n{}', b'c 1 echo\\n{}'):
    fd = say(head)
    if fd is not None: os.close(fd)
print('done')`,
  ],
  [
    "arguments that are no JSON",
    none,
    () => `${devices}
for body in (b'', b'{', b'NaN', b'undefined', b'\\xff\\xfe', b'{"a": \\xff}', b'{"__proto__": {"polluted": 1}}', b'{"constructor": {"prototype": {"polluted": 1}}}', b'"\\\\ud800"', b'1e400', b'{"a":1,"a":2}', b'[' * 100000 + b']' * 100000, b'{"a":' * 50000 + b'1' + b'}' * 50000, b'null', b'"\\\\u0000"'):
    fd = say(b'C 7 echo\\n' + body)
    if fd is not None:
        print(body[:30], hear(fd)[:200])
        os.close(fd)`,
  ],
  [
    "a function that is not listed",
    none,
    ({ markerFile }) => `${devices}
import tools
print(tools.available())
for name in (b'shell', b'execute', b'code_interpreter', b'javascript', b'fs', b'..', b'tools.call'):
    fd = say(b'C 1 ' + name + b'\\n{"command": "echo command > ${markerFile}", "code": "1"}')
    if fd is not None: print(name, hear(fd))`,
  ],
  [
    "numbers of calls that others made",
    none,
    () => [
      {
        code: `${devices}
fds = [say(b'C 1 echo\\n{"n": %d}' % n) for n in range(5)]
fds += [say(b'C 999999 echo\\n{"n": 5}')]
print([hear(fd) for fd in fds])`,
      },
      {
        code: "import tools\nprint([tools.echo(n=n) for n in range(3)])",
        session: "attacker",
        expected: "[{'n': 0}, {'n': 1}, {'n': 2}]",
      },
    ],
  ],
  [
    "answers that a later call of the model would get",
    none,
    ({ mark }) => [
      { code: `${devices}\nfor n in range(100): say(b'C %d echo\\n{"leak": "${mark}"}' % n)` },
      {
        code: "import tools, os\nprint(tools.echo(x=5), os.read(os.open('/dev/tools', os.O_RDWR), 100))",
        session: "attacker",
        expected: "{'x': 5} b''",
      },
      stranger,
    ],
  ],
  [
    "a reading without a call",
    none,
    () => `${devices}
fd = os.open('/dev/tools', os.O_RDWR)
print(os.read(fd, 10), os.lseek(fd, 100, 0), os.read(fd, 0), os.pread(fd, 10, 5) if hasattr(os, 'pread') else 0)
os.ftruncate(fd, 0) if False else None
os.write(fd, b'W 100000\\n')
print(os.read(fd, 10))`,
  ],
  [
    "an answer that is read in pieces, with others between",
    none,
    () => `${devices}
import tools
fd = say(b'C 5 echo\\n{"text": "' + b'x' * 100000 + b'"}')
print(len(hear(fd, 10)))
print(tools.echo(x=1))
print(len(hear(fd, 10)))
print(tools.echo(x=2))`,
  ],
  [
    "very many calls at once",
    none,
    () => `import tools, asyncio
async def one(n):
    try:
        return await tools.call_async('echo', n=n)
    except Exception as error:
        return str(error)[:60]
out = await asyncio.gather(*(one(n) for n in range(3000)))
print(len(out), {type(o).__name__ for o in out})`,
  ],
  ["calls without end", none, () => "import tools\nwhile True: tools.echo(x=1)"],
  [
    "arguments as long as they get",
    none,
    () => `${devices}
import tools
for size in (100_000, 1_000_000, 30_000_000):
    try:
        print(len(str(tools.echo(text='x' * size))))
    except Exception as error:
        print(type(error).__name__, str(error)[:80])
say(b'C 1 echo\\n"' + b'x' * 50_000_000 + b'"')`,
  ],
  [
    "calls that wait when the code has ended",
    none,
    () => [
      {
        code: "import tools, asyncio\nfor n in range(50): asyncio.ensure_future(tools.call_async('echo', n=n))\nawait asyncio.sleep(0)",
      },
      { code: "import tools\nprint(tools.echo(x=1))", session: "attacker", expected: "{'x': 1}" },
      stranger,
    ],
  ],
  [
    "time that stands still for a call, spent at the device",
    none,
    () => `${devices}
fd = say(b'C 1 wait\\n{}')
if fd is not None:
    os.write(fd, b'W 0.01\\n')
    print(hear(fd))
while True: pass`,
  ],
  [
    "time that stands still for a call, spent in a task",
    none,
    () => `import tools, asyncio
task = asyncio.ensure_future(tools.call_async('wait'))
await asyncio.sleep(0.01)
while True: pass`,
  ],
  [
    "the module of the functions exchanged",
    none,
    ({ mark }) => [
      {
        code: `import sys, types
fake = types.ModuleType('tools')
fake.echo = lambda **k: '${mark}'
sys.modules['tools'] = fake
for name in [n for n in dir(sys.modules['_sandbox']) if 'tool' in n.lower()]:
    setattr(sys.modules['_sandbox'], name, None)`,
      },
      { code: "import tools\nprint(tools.echo(x=1))" },
      stranger,
    ],
  ],
  [
    "packages by names that are none",
    none,
    ({ secretFile }) => `${devices}
for name in (b'../../etc/passwd', b'${secretFile}', b'__proto__', b'constructor', b'', b'\\xff' * 100, b'x' * 100000, b'numpy\\x00', b'numpy', b'js', b'https://127.0.0.1/x.whl'):
    fd = say(name, '/dev/packages')
    if fd is not None:
        print(name[:30], hear(fd))
        os.close(fd)`,
  ],
]);
