import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** The terminal of the host. */
export const terminal: readonly Attempt[] = attemptFamily("Terminal", [
  [
    "the console of js",
    stock("wrote to the terminal"),
    ({ mark }) => `import js\njs.console.log('${mark}')\nimport asyncio\nawait asyncio.sleep(0.2)`,
  ],
  [
    "the standard streams of Node",
    stock("wrote to the terminal"),
    ({ mark }) => `import js\njs.process.getBuiltinModule('fs').writeSync(1, '${mark}')`,
  ],
  ["the terminal's device", none, ({ mark }) => `open('/dev/tty', 'w').write('${mark}')`],
  [
    "the terminal's device made anew",
    none,
    ({ mark }) =>
      `import os, stat\nos.mknod('/tmp/tty', stat.S_IFCHR | 0o666, os.makedev(5, 0))\nopen('/tmp/tty', 'w').write('${mark}')`,
  ],
  [
    "each descriptor",
    none,
    ({ mark }) => `import os
for fd in range(3, 64):
    try:
        os.write(fd, b'${mark}\\n')
        os.fsync(fd)
    except OSError:
        pass`,
  ],
  [
    "errors of C",
    none,
    ({ mark }) => `import ctypes.util, faulthandler, sys
try:
    faulthandler.dump_traceback(file=2)
    faulthandler.enable(file=1)
except Exception as error:
    print(error)
def ${mark.replaceAll("-", "_")}(): raise ValueError('${mark}')
import os
sys.stderr.flush()
os.write(2, b'')`,
  ],
  [
    "a warning at the end of the interpreter",
    none,
    ({ mark }) => `import sys
class A:
    def __del__(self): sys.__stderr__.write('${mark}') if False else None
a = A()
a.me = a
sys.exit(0)`,
  ],
]);
