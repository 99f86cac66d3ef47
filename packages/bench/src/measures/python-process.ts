import { readFileSync } from "node:fs";
import { codeInterpreter } from "@inhouse/tool-python";
import { interleave } from "../interleave.ts";
import type { Measure, Row } from "../measure.ts";
import { median } from "../median.ts";
import { plainSnapshot } from "../plain-pyodide.ts";
import { runPython } from "../run-python.ts";
import { StockPython } from "../stock-python.ts";

const name = "Python process";
const stubborn = "while True:\n  try:\n    while True: pass\n  except BaseException: pass";
const wallTimeMs = 300;
const graceMs = 200;

async function startTimes(snapshot: Uint8Array): Promise<readonly Row[]> {
  await using warm = codeInterpreter({ mode: "process" });
  await warm.warmUp();
  const sealed = async (mode: "worker" | "process"): Promise<void> => {
    await using tool = codeInterpreter({ mode, keepSpare: false });
    await runPython(tool, "thread", "1+1");
  };
  const raw = "stock Pyodide in a thread, from a snapshot";
  const [, thread, child] = await interleave(
    [
      {
        name: raw,
        async run() {
          const stock = await StockPython.start(snapshot);
          await stock.run("1+1");
          await stock.close();
        },
      },
      { name: "worker", run: () => sealed("worker") },
      { name: "process", run: () => sealed("process") },
    ],
    { rounds: 9, warmUp: 1 },
  );
  const base = { measure: name, unit: "ms", comparedWith: raw } as const;
  return [
    {
      ...base,
      what: "first result of a new thread",
      value: thread?.ms ?? 0,
      ratio: thread?.ratio ?? 0,
    },
    {
      ...base,
      what: "first result of a new process",
      value: child?.ms ?? 0,
      ratio: child?.ratio ?? 0,
      aim: { of: "ratio", most: 2 },
    },
  ];
}

async function callTimes(snapshot: Uint8Array): Promise<readonly Row[]> {
  const stock = await StockPython.start(snapshot);
  await using thread = codeInterpreter({ mode: "worker" });
  await using child = codeInterpreter({ mode: "process" });
  const raw = "runPython of stock Pyodide in a thread";
  const timings = await interleave(
    [
      { name: raw, run: async () => void (await stock.run("1+1")) },
      { name: "1+1 in a thread", run: async () => void (await runPython(thread, "thread", "1+1")) },
      { name: "1+1 in a process", run: async () => void (await runPython(child, "thread", "1+1")) },
    ],
    { rounds: 500, warmUp: 50 },
  );
  await stock.close();
  return timings.slice(1).map(({ name: what, ms, ratio }) => ({
    measure: name,
    what,
    value: ms * 1000,
    unit: "µs",
    ratio,
    comparedWith: raw,
    aim: { of: "ratio", most: 1.1 },
  }));
}

async function overshoot(code: string, allowedMs: number): Promise<number> {
  await using tool = codeInterpreter({ mode: "process", limits: { wallTimeMs, graceMs } });
  const late: number[] = [];
  for (let round = 0; round < 7; round++) {
    await runPython(tool, "thread", "1");
    const begin = performance.now();
    // An error is what is expected.
    await runPython(tool, "thread", code).catch(() => undefined);
    late.push(performance.now() - begin - allowedMs);
  }
  return median(late);
}

/** The processes that this one has started; undefined where the system does not say. */
function children(): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  } catch {
    return undefined;
  }
}

/** The memory of a process, in MB; undefined where the system does not say. */
function memoryOf(pid: string): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

async function memory(): Promise<readonly Row[]> {
  const before = children() ?? [];
  await using tool = codeInterpreter({ mode: "process", keepSpare: false });
  await runPython(tool, "thread", "1+1");
  const added = children()?.find((pid) => !before.includes(pid));
  const value = added === undefined ? undefined : memoryOf(added);
  if (value === undefined) return [];
  const aim = { of: "value", most: 200 } as const;
  return [{ measure: name, what: "memory of an idle process", value, unit: "MB", aim }];
}

/** What the mode `process` costs. */
export const pythonProcess: Measure = {
  name,
  about:
    "The code interpreter in the mode `process` beside its own mode `worker` and a stock Pyodide: from nothing to the first result, a call that does nothing, how late an interrupt (of 300 ms) and an end by force (200 ms later) come, and memory.",
  async run() {
    const snapshot = await plainSnapshot();
    const base = { measure: name, unit: "ms", aim: { of: "value", most: 50 } } as const;
    return [
      ...(await startTimes(snapshot)),
      ...(await callTimes(snapshot)),
      {
        ...base,
        what: "an interrupt comes late by",
        value: await overshoot("while True: pass", wallTimeMs),
      },
      {
        ...base,
        what: "an end by force comes late by",
        value: await overshoot(stubborn, wallTimeMs + graceMs),
      },
      ...(await memory()),
    ];
  },
};
