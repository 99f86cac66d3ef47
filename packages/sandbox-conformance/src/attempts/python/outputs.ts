import type { Attempt } from "../attempt.ts";
import { attemptFamily } from "../attempt-family.ts";
import { none, stock } from "./snippets.ts";

/** Names and contents of files that the host is to keep. */
export const outputs: readonly Attempt[] = attemptFamily("Files for the host", [
  [
    "names with folders in them",
    none,
    () =>
      "import os\nos.makedirs('/outputs/../outputs/a/..b', exist_ok=True)\nopen('/outputs/a/..b/..', 'w') if False else open('/outputs/a/..b/c', 'w').write('x')\nfor name in ('..\\\\..\\\\etc', '..%2f..%2fetc', '%2e%2e', '....', '...', '. .', ' ', '~', '-rf', '\\\\\\\\server\\\\share', 'C:', 'CON', 'a\\x7fb', 'x:y'):\n    open('/outputs/' + name, 'w').write('x')",
  ],
  [
    "names that a terminal obeys",
    stock("left a hostile file name"),
    ({ mark }) =>
      `for name in ('\\x1b]0;${mark}\\x07', 'a\\nb', 'a\\rb', '\\x1b[2J', 'a\\x9bb', '\\u202etxt.exe', '\\u2066x', 'a\\tb'):\n    open('/outputs/' + name + '.txt', 'w').write('x')`,
  ],
  [
    "names that are no text",
    none,
    () =>
      "import os\nfor name in (b'\\xff\\xfe.txt', b'\\xed\\xa0\\x80.txt', b'\\xc3\\x28', b'a\\xf0\\x9f.txt'):\n    open(b'/outputs/' + name, 'w').write('x')",
  ],
  [
    "names as long as they can be",
    none,
    () =>
      "for length in (255, 254, 200):\n    for c in ('a', '\\u00e9', '\\U0001f600'):\n        try:\n            open('/outputs/' + (c * length)[:length] + '.txt', 'w').write('x')\n        except OSError as e:\n            print(e)",
  ],
  [
    "names of JavaScript's own properties",
    none,
    () =>
      "for name in ('__proto__', 'constructor', 'prototype', 'toString', 'length', 'then'):\n    open('/outputs/' + name, 'w').write('x')",
  ],
  [
    "a link to the secret",
    none,
    ({ secretFile }) =>
      `import os\nos.symlink('${secretFile}', '/outputs/secret.txt')\nos.symlink('/dev/zero', '/outputs/zero')\nos.symlink('/dev/random', '/outputs/random')\nos.link('/outputs/secret.txt', '/outputs/hard')`,
  ],
  [
    "devices among the outputs",
    none,
    () =>
      "import os\nfor name in ('random', 'interpreter', 'null', 'stdout'):\n    try:\n        os.rename('/dev/' + name, '/outputs/' + name)\n    except OSError as e:\n        print(e)",
  ],
  [
    "very many files",
    none,
    () => "for i in range(15000):\n    open(f'/outputs/{i}', 'w').write('x')",
  ],
  [
    "folders as deep as they go",
    none,
    () =>
      "import os\nos.chdir('/outputs')\nfor i in range(3000):\n    os.mkdir('d')\n    os.chdir('d')\nopen('x', 'w').write('x')",
  ],
  [
    "a file with nothing but holes",
    none,
    () => "import os\nos.truncate(os.open('/outputs/x.png', os.O_CREAT | os.O_RDWR), 10**12)",
  ],
  [
    "a picture that is none",
    none,
    () =>
      "open('/outputs/a.png', 'wb').write(b'\\x89PNG\\r\\n\\x1a\\n' + b'\\xff' * 100)\nopen('/outputs/a.svg', 'w').write('<svg><script>fetch(1)</script></svg>')\nopen('/outputs/b.png', 'wb').write(b'')",
  ],
  [
    "a file that changes while it is taken",
    none,
    () =>
      "import os\nf = open('/outputs/x', 'w+b', buffering=0)\nf.write(b'x' * 1000)\nos.unlink('/outputs/x')\nos.mkdir('/outputs/x')\nos.rename('/outputs/x', '/outputs/y')",
  ],
]);
