import { join } from "node:path";
import { sqlite } from "@inhouse/storage-sql/node-sqlite";
import { concurrentThreads } from "../concurrent-turns.ts";
import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { openBench } from "../open-bench.ts";
import { plainModel } from "../plain-model.ts";
import { writeRaw } from "../raw-sqlite-loop.ts";
import { recordCommits } from "../recorded-commits.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const name = "SQLite rate";
const turnsOfEach = 10;

/** What the way through the runtime costs beside the bare transactions. */
export const sqliteRate: Measure = {
  name,
  about: `The commits of ${turnsOfEach} turns of ${concurrentThreads} threads, on one SQLite file: written by a bare loop of transactions on node:sqlite, through the storage by ${concurrentThreads} callers at once, and with the turns themselves.`,
  async run() {
    const { all, byThread } = await recordCommits(turnsOfEach);
    await using folder = await temporaryFolder();
    let files = 0;
    let path = "";
    const prepare = async (): Promise<void> => {
      path = join(folder.path, `${files++}.db`);
      const storage = sqlite(path);
      await storage.get("default", "thread", "none");
      await storage.close();
    };
    const timings = await interleave(
      [
        { name: "bare loop", prepare, run: async () => writeRaw(path, all) },
        {
          name: "storage",
          prepare,
          async run() {
            const storage = sqlite(path);
            await Promise.all(
              byThread.map(async (commits) => {
                for (const commit of commits) await storage.commit("default", commit);
              }),
            );
            await storage.close();
          },
        },
        {
          name: "turns",
          prepare,
          async run() {
            await using bench = await openBench(plainModel("at_once"), sqlite(path));
            await Promise.all(
              Array.from({ length: concurrentThreads }, () => bench.newThread(turnsOfEach)),
            );
          },
        },
      ],
      { rounds: 7, warmUp: 1 },
    );
    return timings.map(({ name: what, ms, ratio }) => ({
      measure: name,
      what: `${what}: commits`,
      value: (all.length / ms) * 1000,
      unit: "/s",
      // Rates, unlike times, are the better the higher: the share of the bare loop's rate.
      ratio: 1 / ratio,
      comparedWith: "bare loop",
      ...(what === "storage" && { aim: { of: "ratio", least: 0.6 } as const }),
    }));
  },
};
