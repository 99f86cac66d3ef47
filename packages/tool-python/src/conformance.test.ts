import { memoryStorage } from "@inhouse/storage-memory";
import { describeTool } from "@inhouse/tool-conformance/vitest";
import { codeInterpreter } from "./code-interpreter.ts";

const code = (text: string): { readonly input: { readonly code: string } } => ({
  input: { code: text },
});

describeTool("codeInterpreter", {
  // Threads that many cases share need not be started anew for each of them.
  create: () =>
    codeInterpreter({
      limits: { wallTimeMs: 3_000 },
      maxSessions: 10,
      sessionStore: { blobs: memoryStorage().blobs, key: "k".repeat(32) },
    }),
  works: code("6 * 7"),
  fails: code("1 / 0"),
  lasts: code("print('running', flush=True)\nwhile True: pass"),
  overruns: code("while True: pass"),
  floods: code("while True: print('x' * 10_000)"),
  makesFiles: code("import uuid\nopen(f'{uuid.uuid4()}.csv', 'w').write('a,b')"),
  memory: {
    write: (word) => code(`word = '${word}'`),
    read: code("globals().get('word')"),
  },
  callsTool: (name, input) =>
    code(`import tools\nprint(tools.call('${name}', ${JSON.stringify(input)}))`),
  patienceMs: 50_000,
});
