import { setTimeout } from "node:timers/promises";
import type { EngineName } from "@inhouse/tool-javascript";
import { javascriptSandbox } from "@inhouse/tool-javascript";
import { startEchoWorker } from "../echo-worker.ts";
import { interleave } from "../interleave.ts";
import type { Measure, Row } from "../measure.ts";
import { median } from "../median.ts";
import type { RawQuickjs } from "../raw-quickjs.ts";
import { openRawQuickjs } from "../raw-quickjs.ts";

const name = "JavaScript";
const engines: readonly EngineName[] = ["quickjs-wasi", "quickjs-emscripten"];
const raw = "raw quickjs-wasi";
const echoed = "a message to a worker and back";
const hostCalls = 200;
const MB = 1024 * 1024;

/** What a call of a stored function costs, beside a machine of the bare engine in this thread. */
async function callRows(bare: RawQuickjs): Promise<Row[]> {
  const source = "export default async ({ a, b }) => ({ sum: a + b })";
  const rows: Row[] = [];
  for (const engine of engines) {
    await using sandbox = javascriptSandbox({ engine });
    const timings = await interleave(
      [
        { name: raw, run: () => bare.evaluate("JSON.stringify({ sum: 1 + 2 })") },
        {
          name: engine,
          // Calls of one sandbox hardly ever come so close that the next machine is not yet made.
          prepare: () => setTimeout(10),
          run: async () => void (await sandbox.call({ source, input: { a: 1, b: 2 } })),
        },
      ],
      { rounds: 100, warmUp: 20 },
    );
    for (const { name: who, ms, ratio } of rows.length === 0 ? timings : timings.slice(1)) {
      rows.push({
        measure: name,
        what: `${who}: a call in a fresh machine`,
        value: ms * 1000,
        unit: "µs",
        ratio,
        comparedWith: raw,
        ...(who === "quickjs-wasi" && { aim: { of: "ratio", most: 1.3 } as const }),
      });
    }
  }
  return rows;
}

/** What an awaited call of the host costs, beside a message to a worker and back. */
async function hostCallRows(): Promise<Row[]> {
  const body = (calls: number): string =>
    `export default async (_, { capabilities }) => { for (let i = 0; i < ${calls}; i++) (await capabilities.echo({ i })).got }`;
  const echo = (input: unknown): { got: boolean } => ({ got: input !== null });
  await using worker = startEchoWorker();
  const rows: Row[] = [];
  for (const engine of engines) {
    await using sandbox = javascriptSandbox({ engine, limits: { hostCalls } });
    const run = (calls: number) => async (): Promise<void> =>
      void (await sandbox.call({ source: body(calls), capabilities: { echo } }));
    const [message, none, many] = await interleave(
      [
        {
          name: "message",
          run: async () => {
            for (let call = 0; call < hostCalls; call++) await worker.echo('{"i":1}');
          },
        },
        { name: "none", run: run(0) },
        { name: "many", run: run(hostCalls) },
      ],
      { rounds: 40, warmUp: 5 },
    );
    const ratio = (many?.ratio ?? Number.NaN) - (none?.ratio ?? Number.NaN);
    const microseconds = ((message?.ms ?? Number.NaN) / hostCalls) * 1000;
    if (rows.length === 0) {
      rows.push({ measure: name, what: `${echoed}, in JSON`, value: microseconds, unit: "µs" });
    }
    rows.push({
      measure: name,
      what: `${engine}: an awaited call of the host`,
      value: ratio * microseconds,
      unit: "µs",
      ratio,
      comparedWith: echoed,
      aim: { of: "ratio", most: 6 },
    });
  }
  return rows;
}

/** How late code ends whose time is up, where it can be interrupted and where its thread must be ended. */
async function deadlineRows(): Promise<Row[]> {
  const wallTimeMs = 100;
  const graceMs = 250;
  const cases = [
    { what: "a loop ends late by", code: "for (;;);", due: wallTimeMs, most: 5, rounds: 15 },
    {
      what: "a search in a long text, with its thread, ends late by",
      code: '"a".repeat(4e6).indexOf("a".repeat(2e6) + "b")',
      due: wallTimeMs + graceMs,
      most: 50,
      rounds: 5,
    },
  ];
  const rows: Row[] = [];
  for (const engine of engines) {
    for (const { what, code, due, most, rounds } of cases) {
      const late: number[] = [];
      await using sandbox = javascriptSandbox({ engine, limits: { wallTimeMs, graceMs } });
      for (let round = 0; round < rounds; round++) {
        // The thread is there, and the next machine is made.
        await sandbox.call({ source: "export default () => 1" });
        await setTimeout(20);
        const begin = performance.now();
        const { error } = await sandbox.call({ source: `export default () => { ${code} }` });
        late.push(performance.now() - begin - due);
        if (error?.type !== "Timeout") throw new Error(`it ended by itself: ${error?.message}`);
      }
      const aim = { of: "value", most } as const;
      rows.push({
        measure: name,
        what: `${engine}: ${what}`,
        value: median(late),
        unit: "ms",
        aim,
      });
    }
  }
  return rows;
}

/** How much the process grows while code fills its memory, and over a thousand calls. */
async function memoryRows(): Promise<Row[]> {
  const rows: Row[] = [];
  const rss = (): number => process.memoryUsage().rss / MB;
  const limit = 256;
  for (const engine of engines) {
    await using sandbox = javascriptSandbox({
      engine,
      maxWorkers: 1,
      limits: { memoryBytes: limit * MB, wallTimeMs: 60_000 },
    });
    const small =
      "export default () => { globalThis.kept = new Uint8Array(1e6).fill(1); return 1 }";
    const calls = async (count: number): Promise<number> => {
      for (let call = 0; call < count; call++) await sandbox.call({ source: small });
      return rss();
    };
    const early = await calls(100);
    const late = await calls(900);
    rows.push({
      measure: name,
      what: `${engine}: resident memory after 1,000 calls`,
      value: late,
      unit: "MB",
      ratio: late / early,
      comparedWith: "after 100",
      aim: { of: "ratio", most: 1.25 },
    });
    const before = rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, rss());
    }, 2);
    const full =
      "export default () => { const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1)) }";
    await sandbox.call({ source: full });
    clearInterval(watch);
    rows.push({
      measure: name,
      what: `${engine}: growth while code fills ${limit} MB`,
      value: peak - before,
      unit: "MB",
      ratio: (peak - before) / limit,
      comparedWith: "the limit",
      aim: { of: "ratio", most: 1.1 },
    });
  }
  return rows;
}

/** What sandboxed JavaScript costs, on both engines, beside the bare engine. */
export const sandboxedJavascript: Measure = {
  name,
  about:
    "Calls of stored functions through a worker, each in a fresh machine; the bare engine makes a machine in this thread and evaluates one line.",
  async run() {
    const bare = await openRawQuickjs();
    return [
      ...(await callRows(bare)),
      ...(await hostCallRows()),
      ...(await deadlineRows()),
      ...(await memoryRows()),
    ];
  },
};
