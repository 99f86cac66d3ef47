import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none } from "./snippets.ts";

/** Files of the host, devices, and the edges of the file system in memory. */
export const fileSystem: readonly Attempt[] = attemptFamily("File system", [
  ["the path of the file", none, ({ secretFile }) => `open('${secretFile}').read()`],
  [
    "the path of the file through a link",
    none,
    ({ secretFile }) =>
      `import os\nos.symlink('${secretFile}', '/outputs/link')\nopen('/outputs/link').read()`,
  ],
  [
    "a link to the root of everything",
    none,
    ({ secretFile }) =>
      `import os\nos.symlink('/../../..', '/outputs/up')\nprint(os.listdir('/outputs/up'))\nopen('/outputs/up${secretFile}').read()`,
  ],
  [
    "a write to the path of the marker",
    none,
    ({ markerFile }) =>
      `import os\nos.makedirs(os.path.dirname('${markerFile}'), exist_ok=True)\nopen('${markerFile}', 'w').write('written')`,
  ],
  [
    "an output that is a link to the marker",
    none,
    ({ markerFile }) =>
      `import os\nos.symlink('${markerFile}', '/outputs/result.txt')\nos.makedirs(os.path.dirname('${markerFile}'), exist_ok=True)\nopen('/outputs/result.txt', 'w').write('written')`,
  ],
  [
    "the process's own files",
    none,
    () => `import os
for name in ('environ', 'maps', 'mem', 'cmdline', 'cwd', 'root', 'exe', 'status'):
    for owner in ('self', '1', str(os.getpid()), str(os.getppid()), 'thread-self'):
        path = f'/proc/{owner}/{name}'
        try:
            print(path, open(path, 'rb').read(2000))
        except OSError as error:
            print(path, error)`,
  ],
  [
    "every open descriptor, read",
    none,
    () => `import os
for fd in range(200):
    try:
        os.lseek(fd, 0, 0)
    except OSError:
        pass
    try:
        print(fd, os.fstat(fd), os.read(fd, 1000))
    except OSError as error:
        print(fd, error)`,
  ],
  [
    "every open descriptor by its path",
    none,
    () => `import os
for fd in range(64):
    for base in ('/proc/self/fd', '/dev/fd'):
        try:
            print(fd, os.readlink(f'{base}/{fd}'), open(f'{base}/{fd}', 'rb').read(100))
        except OSError:
            pass`,
  ],
  [
    "every device, read and written",
    none,
    () => `import os
for folder, _, names in os.walk('/dev'):
    for name in names:
        path = f'{folder}/{name}'
        for flags in (os.O_RDONLY, os.O_WRONLY, os.O_RDWR):
            try:
                fd = os.open(path, flags | os.O_NONBLOCK)
                print(path, os.read(fd, 100) if flags != os.O_WRONLY else os.write(fd, b'0'))
                os.close(fd)
            except OSError as error:
                print(path, error)`,
  ],
  [
    "devices made anew",
    none,
    ({ mark }) => `import os, stat
for major in (*range(0, 16), 64, 70, 71, 72, 255):
    for minor in (0, 1):
        path = f'/tmp/device-{major}-{minor}'
        try:
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(major, minor))
            fd = os.open(path, os.O_RDWR)
            os.write(fd, b'${mark}')
        except OSError as error:
            print(path, error)`,
  ],
  ["a pipe with a name", none, () => "import os\nos.mkfifo('/tmp/pipe')\nopen('/tmp/pipe').read()"],
  [
    "numbers that the sleeping device does not expect",
    none,
    () => `import os
for text in (b'nan', b'-1', b'-Infinity', b'0x10', b'', b'\\xff\\xfe', b'1e-400', b'[]', b'0' * 100000):
    fd = os.open('/dev/sleep', os.O_WRONLY)
    print(os.write(fd, text))
    os.close(fd)`,
  ],
  [
    "a sleep without end",
    none,
    () => "import os\nos.write(os.open('/dev/sleep', os.O_WRONLY), b'Infinity')",
  ],
  [
    "a sleep in a device that ignores the interrupt",
    none,
    () =>
      "import os, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nos.write(os.open('/dev/sleep', os.O_WRONLY), b'1e300')",
  ],
  [
    "names of JavaScript's own properties",
    none,
    () => `import os
for folder in ('/tmp', '/outputs', '/home', '/dev', '/'):
    for name in ('__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf', 'then'):
        try:
            open(f'{folder}/{name}', 'w').write('x')
            print(folder, name, os.listdir(folder), os.stat(f'{folder}/{name}').st_size)
            os.rename(f'{folder}/{name}', f'{folder}/{name}2')
        except OSError as error:
            print(folder, name, error)
    try:
        os.mkdir(f'{folder}/__proto__')
        open(f'{folder}/__proto__/polluted', 'w').write('x')
    except OSError as error:
        print(folder, error)`,
  ],
  [
    "a loop of links",
    none,
    () =>
      "import os\nos.symlink('/outputs/b', '/outputs/a')\nos.symlink('/outputs/a', '/outputs/b')\nopen('/outputs/a')",
  ],
  [
    "a folder inside itself",
    none,
    () => "import os\nos.makedirs('/outputs/a/b')\nos.rename('/outputs/a', '/outputs/a/b/c')",
  ],
  [
    "the root taken away",
    none,
    () => `import os, shutil
for path in ('/outputs', '/inputs', '/dev', '/lib', '/tmp', '/proc'):
    shutil.rmtree(path, ignore_errors=True)
    try:
        os.rename(path, '/gone' + path[1:])
    except OSError as error:
        print(path, error)
print(os.listdir('/'))`,
  ],
  [
    "the folder for outputs replaced by a link to devices",
    none,
    () => "import os\nos.rename('/outputs', '/old')\nos.symlink('/dev', '/outputs')\n1",
  ],
  [
    "the folder for outputs replaced by a link to everything",
    none,
    () => "import os\nos.rename('/outputs', '/old')\nos.symlink('/', '/outputs')\n1",
  ],
  [
    "the folder for outputs replaced by a file",
    none,
    () => "import os\nos.rename('/outputs', '/old')\nopen('/outputs', 'w').write('x')",
  ],
  [
    "times that are no times",
    none,
    () => `import os
open('/outputs/x', 'w').write('x')
for times in ((1e30, 1e30), (-1e15, 0), (2**62, 2**62)):
    try:
        os.utime('/outputs/x', times)
    except (OSError, OverflowError) as error:
        print(error)
print(os.stat('/outputs/x'))`,
  ],
  [
    "offsets beyond every end",
    none,
    () => `import os
fd = os.open('/tmp/x', os.O_RDWR | os.O_CREAT)
for offset in (2**31 - 1, 2**31, 2**32, 2**53, 2**62, 2**63 - 1):
    for work in (lambda: os.pwrite(fd, b'x', offset), lambda: os.pread(fd, 10, offset), lambda: os.ftruncate(fd, offset), lambda: os.lseek(fd, offset, 0), lambda: os.posix_fallocate(fd, 0, offset)):
        try:
            print(offset, work())
        except (OSError, OverflowError, MemoryError) as error:
            print(offset, error)`,
  ],
  [
    "a map over a device",
    none,
    () => `import os, mmap
for name in os.listdir('/dev'):
    try:
        fd = os.open('/dev/' + name, os.O_RDWR)
        print(name, mmap.mmap(fd, 4096)[:10])
    except (OSError, ValueError, MemoryError) as error:
        print(name, error)`,
  ],
  [
    "descriptors that others rely on, closed",
    none,
    () => "import os\nos.closerange(0, 1000)\nprint('x')",
  ],
  [
    "descriptors that others rely on, exchanged",
    none,
    () => `import os
fd = os.open('/tmp/mine', os.O_RDWR | os.O_CREAT)
for other in range(0, 20):
    if other != fd:
        os.dup2(fd, other)
print('x')`,
  ],
  [
    "an input that will be written through a link to a device",
    none,
    () => [
      {
        code: `import os
for index in range(1, 8):
    os.symlink(('/dev/sleep', '/dev/interpreter', '/dev/stdout')[index % 3], f'/inputs/input-{index}.txt')`,
      },
      { code: "1 + 1" },
      { code: "1 + 1" },
      { code: "1 + 1" },
      { code: "import os\nprint(os.listdir('/inputs'))" },
    ],
  ],
  [
    "an input that will be written through a link to another file",
    none,
    () => [
      {
        code: `import os, sys
for index in range(1, 8):
    os.symlink(next((p for p in sys.path if p.endswith('.zip')), '/lib'), f'/inputs/input-{index}.txt')`,
      },
      { code: "import colorsys\n1 + 1" },
    ],
  ],
  [
    "a folder for inputs that is a loop, a file or a device",
    none,
    () => [
      {
        code: "import os\nos.rename('/inputs', '/was')\nos.symlink('/inputs', '/inputs')",
      },
      { code: "import os\nos.unlink('/inputs')\nopen('/inputs', 'w').close()" },
      { code: "import os\nos.unlink('/inputs')\nos.symlink('/dev', '/inputs')" },
      { code: "1 + 1" },
    ],
  ],
]);
