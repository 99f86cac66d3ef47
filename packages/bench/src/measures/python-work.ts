import type { StoredFile, ToolFiles } from "@inhouse/contracts";
import { codeInterpreter } from "@inhouse/tool-python";
import { startCopyWorker } from "../copy-worker.ts";
import { startEchoWorker } from "../echo-worker.ts";
import { interleave } from "../interleave.ts";
import type { Measure, Row } from "../measure.ts";
import { plainSnapshot } from "../plain-pyodide.ts";
import { runPython } from "../run-python.ts";
import { StockPython } from "../stock-python.ts";

const name = "Python work";
const toolCalls = 200;
const MB = 1024 * 1024;
const modes = ["worker", "process"] as const;

/** What Python is asked for: numbers, texts, tables, expressions and JSON, none of it by a native library of its own. */
const mix = `
import json, re
def work():
    total = 0
    for number in range(300_000):
        total += number * number % 7
    words = [f"word {number % 977}" for number in range(40_000)]
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    text = json.dumps(ordered * 20)
    found = re.findall(r"word (\\d+)", text)
    return total + len(json.loads(text)) + sum(map(int, found))
work()
`;

/** What the seal costs code that computes. */
async function computingRows(): Promise<Row[]> {
  const stock = await StockPython.start(await plainSnapshot());
  await using thread = codeInterpreter({ mode: "worker" });
  await using child = codeInterpreter({ mode: "process" });
  const expected = await stock.run(mix);
  const sealed = (tool: typeof thread) => async (): Promise<void> => {
    const output = await runPython(tool, "thread", mix);
    if (!output.includes(expected)) throw new Error(output);
  };
  const timings = await interleave(
    [
      { name: "stock Pyodide", run: async () => void (await stock.run(mix)) },
      { name: "in a thread", run: sealed(thread) },
      { name: "in a process", run: sealed(child) },
    ],
    { rounds: 15, warmUp: 3 },
  );
  await stock.close();
  return timings.map(({ name: who, ms, ratio }, index) => ({
    measure: name,
    what: `computing, ${who}`,
    value: ms,
    unit: "ms",
    ratio,
    comparedWith: "stock Pyodide",
    ...(index > 0 && { aim: { of: "ratio", most: 1.03 } as const }),
  }));
}

/** What a call of one of the run's tools costs code. */
async function toolRows(): Promise<Row[]> {
  const tools = {
    list: () => [{ name: "echo", description: "", parameters: {} }],
    call: async () => ({ output: '{"got":true}' }),
  };
  const code = (calls: number): string =>
    `import tools\nfor number in range(${calls}):\n    tools.call("echo", {"i": number})["got"]`;
  const echoed = "a message to a worker and back";
  await using worker = startEchoWorker();
  const rows: Row[] = [];
  for (const mode of modes) {
    await using tool = codeInterpreter({ mode, limits: { toolCalls } });
    const run = (calls: number) => async (): Promise<void> =>
      void (await runPython(tool, "thread", code(calls), { tools }));
    const [message, none, many] = await interleave(
      [
        {
          name: "message",
          run: async () => {
            for (let call = 0; call < toolCalls; call++) await worker.echo('{"i":1}');
          },
        },
        { name: "none", run: run(0) },
        { name: "many", run: run(toolCalls) },
      ],
      { rounds: 40, warmUp: 5 },
    );
    const ratio = (many?.ratio ?? Number.NaN) - (none?.ratio ?? Number.NaN);
    rows.push({
      measure: name,
      what: `a call of a tool, in a ${mode === "worker" ? "thread" : mode}`,
      value: ((ratio * (message?.ms ?? Number.NaN)) / toolCalls) * 1000,
      unit: "µs",
      ratio,
      comparedWith: echoed,
      ...(mode === "worker" && { aim: { of: "ratio", most: 6 } as const }),
    });
  }
  return rows;
}

/** Files of a thread that has new ones for every call, and forgets what is made of them. */
function freshFiles(contents: readonly Uint8Array[]): ToolFiles {
  let count = 0;
  const stored = (filename: string, bytes: number): StoredFile => ({
    id: `file ${count++}`,
    createdAt: 0,
    filename,
    bytes,
    mediaType: "application/octet-stream",
    purpose: "assistants",
    threadId: null,
    metadata: {},
  });
  const byId = new Map<string, Uint8Array>();
  return {
    list: async () => {
      byId.clear();
      return contents.map((bytes, index) => {
        const file = stored(`${index}.bin`, bytes.length);
        byId.set(file.id, bytes);
        return file;
      });
    },
    read: async (id) => byId.get(id),
    create: async ({ filename, bytes }) => stored(filename, bytes.length),
  };
}

/** What files cost on their way in and out. */
async function fileRows(): Promise<Row[]> {
  const contents = [1, 2, 3].map((byte) => new Uint8Array(16 * MB).fill(byte));
  const code = `
import os, shutil
for name in os.listdir("/inputs"):
    os.rename(f"/inputs/{name}", f"/outputs/{name}")
`;
  const after = `
for name in os.listdir("/outputs"):
    os.unlink(f"/outputs/{name}")
`;
  await using worker = startCopyWorker();
  const rows: Row[] = [];
  for (const mode of modes) {
    await using tool = codeInterpreter({ mode });
    const files = freshFiles(contents);
    const [copied, moved] = await interleave(
      [
        {
          name: "two copies and two messages",
          run: async () => {
            for (const bytes of contents) await worker.copy(bytes);
          },
        },
        {
          name: `48 MB in and out of a ${mode === "worker" ? "thread" : mode}`,
          prepare: async () => void (await runPython(tool, "thread", `import os${after}`)),
          run: async () => void (await runPython(tool, "thread", code, { files })),
        },
      ],
      { rounds: 15, warmUp: 2 },
    );
    for (const timing of rows.length === 0 ? [copied, moved] : [moved]) {
      if (timing === undefined) continue;
      rows.push({
        measure: name,
        what: timing.name,
        value: timing.ms,
        unit: "ms",
        ratio: timing.ratio,
        comparedWith: "two copies and two messages",
        ...(timing === moved && mode === "worker" && { aim: { of: "ratio", most: 2.5 } as const }),
      });
    }
  }
  return rows;
}

/** What the seal costs code that works: with numbers and texts, with the run's tools, and with files. */
export const pythonWork: Measure = {
  name,
  about:
    "A mix of computing beside a stock Pyodide that confines nothing; calls of a tool, one after the other; and three files of 16 MB that code moves from its inputs to its outputs.",
  run: async () => [...(await computingRows()), ...(await toolRows()), ...(await fileRows())],
};
