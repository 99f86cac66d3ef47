import { readFile } from "node:fs/promises";
import type { Measure, Row } from "../measure.ts";
import type { Bench } from "../open-bench.ts";
import { boundedWindow, openBench } from "../open-bench.ts";
import { plainModel } from "../plain-model.ts";
import { temporaryLowdb } from "../temporary-lowdb.ts";

const name = "bytes written";
const turns = 100;
const early = 10;
const late = 3000;

/** What a turn writes to disk, early and late in a thread. */
export const bytesWritten: Measure = {
  name,
  about: `Bytes that this process handed to the system (wchar in /proc/self/io) by turn, over ${turns} turns on lowdb and until its record files were up to date.`,
  async run() {
    if ((await writtenSoFar()) === undefined) return [];
    const first = await bytesPerTurn((bench) => sameThread(bench, early));
    const last = await bytesPerTurn((bench) => sameThread(bench, late));
    const spread = await bytesPerTurn(async (bench) => {
      const threads: string[] = [];
      while (threads.length < turns) threads.push(await bench.newThread(early - 1));
      return threads;
    });
    return [
      toRow(`lowdb, turns ${early} to ${early + turns - 1} of one thread`, first, first),
      {
        ...toRow(`lowdb, turns ${late} to ${late + turns - 1} of one thread`, last, first),
        aim: { of: "ratio", most: 1.2 },
      },
      toRow(`lowdb, turn ${early} of ${turns} threads`, spread, first),
    ];
  },
};

async function sameThread(bench: Bench, turn: number): Promise<readonly string[]> {
  const thread = await bench.newThread(turn - 1);
  return Array.from({ length: turns }, () => thread);
}

/** @param prepare - gives the thread of each turn that is to be measured */
async function bytesPerTurn(
  prepare: (bench: Bench) => Promise<readonly string[]>,
): Promise<number> {
  await using place = await temporaryLowdb();
  const model = plainModel("at_once");
  const before = await openBench(model, place.storage);
  const threads = await prepare(before);
  await before[Symbol.asyncDispose]();
  const bench = await openBench(model, place.reopen());
  const begin = (await writtenSoFar()) ?? 0;
  for (const thread of threads) await bench.takeTurn(thread, boundedWindow);
  await bench[Symbol.asyncDispose]();
  return (((await writtenSoFar()) ?? 0) - begin) / threads.length;
}

/** @returns how many bytes this process has written; undefined: the system does not count */
async function writtenSoFar(): Promise<number | undefined> {
  const counters = await readFile("/proc/self/io", "utf8").catch(() => "");
  const [, bytes] = /^wchar: (\d+)$/m.exec(counters) ?? [];
  return bytes === undefined ? undefined : Number(bytes);
}

function toRow(what: string, bytes: number, first: number): Row {
  return {
    measure: name,
    what,
    value: bytes / 1024,
    unit: "KiB",
    ratio: bytes / first,
    comparedWith: `turn ${early} on`,
  };
}
