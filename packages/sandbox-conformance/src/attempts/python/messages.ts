import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** Values and texts that the way to the host may stumble over. */
export const messages: readonly Attempt[] = attemptFamily("Values on their way out", [
  [
    "a value of lone surrogates",
    stock("gave the host text that cannot be stored"),
    () => "'\\ud800\\udfff\\ud800'",
  ],
  ["printed lone surrogates and NUL", none, () => "print('\\ud800 \\x00 \\udcff')\n'\\x00'"],
  [
    "printed bytes that are no text",
    none,
    () =>
      "import os\nfor _ in range(100):\n    os.write(1, b'\\xff\\xc3\\x28\\xf0\\x9f\\x00\\xed\\xa0\\x80')",
  ],
  ["a long value", none, () => "'x' * 50_000_000"],
  ["a deep value", none, () => "a = []\nfor _ in range(100_000): a = [a]\na"],
  ["a value that contains itself", none, () => "a = []\na.append(a)\nd = {'a': a}\nd['d'] = d\nd"],
  ["a huge number", none, () => "import sys\nsys.set_int_max_str_digits(0)\n1 << 300_000"],
  ["a repr that is no text", none, () => "class A:\n    def __repr__(self): return 7\nA()"],
  [
    "a repr that is a class of its own",
    none,
    () =>
      "class S(str):\n    def __getitem__(self, key): return self\n    def encode(self, *a): return b'\\xff'\n    def __len__(self): return -1\nclass A:\n    def __repr__(self): return S('x' * 1000000)\nA()",
  ],
  [
    "a repr that never ends",
    none,
    () => "class A:\n    def __repr__(self):\n        while True: pass\nA()",
  ],
  [
    "a repr that ends the interpreter",
    none,
    () => "import os\nclass A:\n    def __repr__(self): os._exit(0)\nA()",
  ],
  [
    "a rich form that is hostile",
    none,
    () => `class A:
    def _repr_png_(self): return 'x' * 30_000_000
    def _repr_svg_(self): return '<svg onload="alert(1)">' + '\\ud800\\x00'
    def _repr_html_(self): raise SystemExit(3)
    def _repr_mimebundle_(self, **k): return {'text/html': self, '__proto__': {'polluted': 1}}
A()`,
  ],
  [
    "a rich form for every name",
    none,
    () =>
      "class A:\n    def __getattr__(self, name): return lambda *a, **k: self\n    def __len__(self): return 10**18\n    def __iter__(self): return iter(lambda: self, 0)\nA()",
  ],
  ["an error message without end", none, () => "raise ValueError('\\ud800\\x00' * 10_000_000)"],
  [
    "a chain of errors without end",
    none,
    () =>
      "e = None\nfor i in range(50_000):\n    n = ValueError(str(i))\n    n.__cause__ = e\n    e = n\nraise e",
  ],
  [
    "errors in a circle",
    none,
    () => "a, b = ValueError('a'), ValueError('b')\na.__cause__, b.__cause__ = b, a\nraise a",
  ],
  [
    "a group of a great many errors",
    none,
    () => "raise BaseExceptionGroup('x', [ValueError('y' * 100) for _ in range(20_000)])",
  ],
  [
    "an error with a place in a file that is not there",
    none,
    ({ secretFile }) => `exec(compile('\\n' * 10 + '1/0', '${secretFile}', 'exec'))`,
  ],
  [
    "a traceback that shows lines of any file",
    none,
    ({ secretFile }) =>
      `import linecache, traceback\nprint(linecache.getline('${secretFile}', 1))\ntraceback.print_stack()`,
  ],
  ["code with NUL", none, () => "x = 1\0"],
  ["code of lone surrogates", none, () => "x = '\ud800'"],
  ["code as deep as the parser goes", none, () => `${"(".repeat(50_000)}1${")".repeat(50_000)}`],
  ["code that nests for the compiler", none, () => `x = ${"-".repeat(100_000)}1`],
  [
    "warnings without end",
    none,
    () =>
      "import warnings\nwarnings.simplefilter('always')\nfor i in range(20000): warnings.warn(str(i) * 100)",
  ],
]);
