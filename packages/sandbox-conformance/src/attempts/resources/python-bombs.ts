import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";

const none = null;
const afterwards = { code: "print('still here')" };

/** Python that takes whatever it can get. The host must live, answer, and have room for others. */
export const pythonBombs: readonly Attempt[] = [
  ...attemptFamily("Memory", [
    ["one large piece", none, () => "b = bytearray(3_000_000_000)"],
    [
      "pieces until there are none",
      none,
      () => [{ code: "held = []\nwhile True: held.append(bytearray(1_000_000))" }, afterwards],
    ],
    [
      "small objects until there are none",
      none,
      () => "held = []\nwhile True: held.append([{}, object()])",
    ],
    ["text that doubles", none, () => "s = 'x'\nwhile True: s += s"],
    ["numbers that double", none, () => "n = 3\nwhile True: n = n * n"],
    ["a list that contains its copies", none, () => "a = [0]\nwhile True: a = a + a"],
    [
      "memory that is asked for again and again",
      none,
      () =>
        "while True:\n    try:\n        held = []\n        while True: held.append(bytearray(10_000_000))\n    except MemoryError:\n        pass",
    ],
    [
      "a cache without end",
      none,
      () =>
        "import functools\n@functools.cache\ndef f(n): return 'x' * 10000 + str(n)\nn = 0\nwhile True:\n    f(n)\n    n += 1",
    ],
  ]),
  ...attemptFamily("Disk", [
    [
      "a file without end",
      none,
      () => [
        { code: "with open('/tmp/x', 'wb') as f:\n    while True: f.write(bytes(1_000_000))" },
        afterwards,
      ],
    ],
    ["a file of holes", none, () => "open('/tmp/x', 'wb').truncate(2**40)"],
    [
      "a write far beyond the end",
      none,
      () => "import os\nos.pwrite(os.open('/tmp/x', os.O_RDWR | os.O_CREAT), b'x', 2**33)",
    ],
    [
      "very many files",
      none,
      () => [
        { code: "i = 0\nwhile True:\n    open(f'/tmp/{i}', 'w').close()\n    i += 1" },
        afterwards,
      ],
    ],
    [
      "very many folders in one another",
      none,
      () => "import os\nos.chdir('/tmp')\nwhile True:\n    os.mkdir('d')\n    os.chdir('d')",
    ],
    [
      "very many links",
      none,
      () => "import os\ni = 0\nwhile True:\n    os.symlink('x' * 1000, f'/tmp/{i}')\n    i += 1",
    ],
    ["very many open files", none, () => "held = []\nwhile True: held.append(open('/tmp/x', 'w'))"],
    [
      "files that are open and deleted",
      none,
      () =>
        "import os\nheld = []\nwhile True:\n    f = open('/tmp/x', 'wb')\n    f.write(bytes(1_000_000))\n    f.flush()\n    os.unlink('/tmp/x')\n    held.append(f)",
    ],
    [
      "a temporary database",
      none,
      () =>
        "import sqlite3\nc = sqlite3.connect('/tmp/x.db')\nc.execute('create table t (x)')\nwhile True:\n    c.execute('insert into t values (zeroblob(1000000))')\n    c.commit()",
    ],
    [
      "archives that unpack to more than there is",
      none,
      () =>
        "import zipfile, io\nb = io.BytesIO()\nwith zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:\n    for i in range(20): z.writestr(str(i), bytes(50_000_000))\nzipfile.ZipFile(b).extractall('/outputs')",
    ],
    [
      "outputs beyond what is kept",
      none,
      () => "for i in range(60):\n    open(f'/outputs/{i}.bin', 'wb').write(bytes(2_000_000))",
    ],
  ]),
  ...attemptFamily("Output", [
    ["lines without end", none, () => [{ code: "while True: print('x' * 1000)" }, afterwards]],
    ["one line without end", none, () => "print('x' * 300_000_000)"],
    [
      "single characters without end",
      none,
      () => "import sys\nwhile True:\n    sys.stdout.write('x')\n    sys.stdout.flush()",
    ],
    ["bytes without end", none, () => "import os\nwhile True: os.write(1, b'\\xf0\\x9f' * 1000)"],
    ["a value of great length", none, () => "'x' * 200_000_000"],
    ["a value of great width", none, () => "list(range(3_000_000))"],
    ["an error of great length", none, () => "raise ValueError('x' * 100_000_000)"],
  ]),
  ...attemptFamily("Time", [
    ["a loop", none, () => [{ code: "while True: pass" }, afterwards]],
    [
      "a loop that swallows everything",
      none,
      () => [
        { code: "while True:\n    try:\n        while True: pass\n    except BaseException: pass" },
        afterwards,
      ],
    ],
    ["a sum in C", none, () => "sum(range(10**13))"],
    [
      "a sort in C",
      none,
      () => "sorted(range(10**7), key=lambda x: -x)\nwhile True: sorted(range(10**6))",
    ],
    ["a power of numbers", none, () => "10 ** 10 ** 9"],
    [
      "digits of a number",
      none,
      () => "import sys\nsys.set_int_max_str_digits(0)\nstr(7 ** 10_000_000)",
    ],
    ["a regular expression", none, () => "import re\nre.match(r'(a+)+$', 'a' * 80 + 'b')"],
    [
      "a query of a database",
      none,
      () =>
        "import sqlite3\nsqlite3.connect(':memory:').execute('with recursive t(x) as (select 1 union all select x + 1 from t) select count(*) from t').fetchone()",
    ],
    ["a sleep", none, () => "import time\ntime.sleep(10**9)"],
    [
      "tasks that make tasks",
      none,
      () =>
        "import asyncio\nasync def f():\n    while True:\n        asyncio.create_task(f())\n        await asyncio.sleep(0)\nawait f()",
    ],
    [
      "hashes of much",
      none,
      () => "import hashlib\nb = bytes(50_000_000)\nwhile True: hashlib.sha512(b).digest()",
    ],
  ]),
  ...attemptFamily("Depth", [
    ["recursion", none, () => [{ code: "def f(): return f()\nf()" }, afterwards]],
    [
      "recursion without a limit",
      none,
      () => "import sys\nsys.setrecursionlimit(2**31 - 1)\ndef f(n): return f(n + 1)\nf(0)",
    ],
    [
      "recursion in C",
      none,
      () =>
        "import sys\nsys.setrecursionlimit(10**8)\nclass A:\n    def __repr__(self): return repr([self])\nrepr(A())",
    ],
    [
      "a deep pickle",
      none,
      () =>
        "import pickle, sys\nsys.setrecursionlimit(10**8)\na = []\nfor _ in range(200_000): a = [a]\npickle.dumps(a)",
    ],
    [
      "a pickle that builds more than there is",
      none,
      () => "import pickle\npickle.loads(b'\\x80\\x04' + b'(' * 5_000_000 + b'.')",
    ],
    [
      "a pickle that claims to be large",
      none,
      () =>
        "import pickle\npickle.loads(b'\\x80\\x04\\x95' + b'\\xff' * 7 + b'\\x7f' + b'B\\xff\\xff\\xff\\x7f')",
    ],
    [
      "a deep text of JSON",
      none,
      () => "import json, sys\nsys.setrecursionlimit(10**8)\njson.loads('[' * 500_000)",
    ],
    ["deep source", none, () => "eval('(' * 5000 + '1' + ')' * 5000)\neval('[' * 100_000)"],
    [
      "an expanding text of XML",
      none,
      () =>
        "import xml.dom.minidom as m\ne = '<!ENTITY a0 \"x\">' + ''.join(f'<!ENTITY a{i} \"' + f'&a{i-1};' * 10 + '\">' for i in range(1, 12))\nm.parseString(f'<!DOCTYPE d [{e}]><d>&a11;</d>')",
    ],
    [
      "a compressed text of zeros",
      none,
      () =>
        "import zlib\nd = zlib.compress(bytes(50_000_000))\nb = b''\nwhile True: b += zlib.decompress(d)",
    ],
  ]),
  ...attemptFamily("Offspring", [
    ["processes", none, () => "import os\nwhile True: os.fork()"],
    [
      "threads",
      none,
      () => "import threading\nwhile True: threading.Thread(target=lambda: None).start()",
    ],
    ["interpreters", none, () => "import _interpreters\nwhile True: _interpreters.create()"],
    [
      "pools of processes",
      none,
      () =>
        "import concurrent.futures as c\nwith c.ProcessPoolExecutor(1000) as p: print(list(p.map(str, range(1000))))",
    ],
    [
      "loops of events",
      none,
      () => "import asyncio\nheld = []\nwhile True: held.append(asyncio.new_event_loop())",
    ],
    [
      "generators",
      none,
      () =>
        "held = []\ndef g():\n    yield from g()\nwhile True:\n    held.append(g())\n    try: next(held[-1])\n    except RecursionError: pass",
    ],
  ]),
];
