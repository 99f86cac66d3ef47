import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** State of one call, of one session, and of another. */
export const sessions: readonly Attempt[] = attemptFamily("Strangers' sessions", [
  [
    "a name in builtins",
    stock("reached another session"),
    ({ mark }) => [
      { code: `import builtins\nbuiltins.leak = '${mark}'` },
      {
        code: "import builtins\nprint('found', getattr(builtins, 'leak', 'nothing'))",
        session: "stranger",
        expected: "found nothing",
      },
    ],
  ],
  [
    "a module",
    stock("reached another session"),
    ({ mark }) => [
      { code: `import json\njson.dumps = lambda *a, **k: '${mark}'` },
      {
        code: "import json\nprint('found', json.dumps([1]))",
        session: "stranger",
        expected: "found [1]",
      },
    ],
  ],
  [
    "files",
    stock("reached another session"),
    ({ mark }) => [
      {
        code: `for d in ('/tmp', '/home', '/dev/shm', '.'):\n    try:\n        open(d + '/leak', 'w').write('${mark}')\n    except OSError as e:\n        print(e)`,
      },
      {
        code: `import os
found = []
for d in ('/tmp', '/home', '/dev/shm', '.', '/outputs', '/home/user'):
    if os.path.exists(d + '/leak'): found.append(open(d + '/leak').read())
print('found', found)`,
        session: "stranger",
        expected: "found []",
      },
    ],
  ],
  [
    "the environment of the interpreter",
    stock("reached another session"),
    ({ mark }) => [
      { code: `import os, sys\nos.environ['LEAK'] = '${mark}'\nsys.path.append('${mark}')` },
      {
        code: "import os, sys\nprint('found', os.environ.get('LEAK'), [p for p in sys.path if 'mark' in p])",
        session: "stranger",
        expected: "found None []",
      },
    ],
  ],
  [
    "a class of the standard library",
    stock("reached another session"),
    ({ mark }) => [
      { code: `import json\njson.JSONEncoder.leak = '${mark}'` },
      {
        code: "import json\nprint('found', getattr(json.JSONEncoder, 'leak', None))",
        session: "stranger",
        expected: "found None",
      },
    ],
  ],
  [
    "memory that was freed",
    none,
    ({ mark }) => [
      { code: `x = ['${mark}' * 1000 for _ in range(1000)]\ndel x\nimport gc\ngc.collect()` },
      {
        code: "b = bytearray(5_000_000)\nprint('found', b'mark-' in b, any('mark-' in str(o)[:100] for o in __import__('gc').get_objects() if isinstance(o, (str, bytes))))",
        session: "stranger",
        expected: "found False False",
      },
    ],
  ],
  [
    "a session that is left broken",
    stock("left the sandbox useless"),
    () => [{ code: "import builtins\nvars(builtins).clear()" }, { code: "1 + 1" }],
  ],
  [
    "random numbers that a stranger can foretell",
    stock("reached another session"),
    () => [
      {
        code: "import random, sys\nsys.modules['random'].seed(1)\nrandom.seed(1)",
      },
      {
        code: "import random\nprint('same', random.random() == 0.13436424411240122)",
        session: "stranger",
        expected: "same False",
      },
    ],
  ],
]);
