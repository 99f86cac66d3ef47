import { startPostgres } from "@inhouse/postgres-server";
import { concurrentThreads, timeConcurrentTurns } from "../concurrent-turns.ts";
import type { Measure, Row } from "../measure.ts";
import { storageContenders } from "../open-storages.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const name = "storage rate";

/** How many whole turns each storage carries, and how long they take. */
export const storageRate: Measure = {
  name,
  about: `Whole turns of ${concurrentThreads} threads at once on each storage: turns by second, and what a turn took. PostgreSQL on this machine, with its disk in earnest.`,
  async run() {
    await using folder = await temporaryFolder();
    await using server = await startPostgres({ durable: true });
    const rows: Row[] = [];
    let memory = Number.NaN;
    for (const { name: what, turns, open } of storageContenders(folder.path, server.url)) {
      const { perSecond, p50, p99 } = await timeConcurrentTurns(open(), turns);
      if (Number.isNaN(memory)) memory = perSecond;
      const row = { measure: name, unit: "ms" } as const;
      rows.push(
        {
          ...row,
          what: `${what}: turns`,
          value: perSecond,
          unit: "/s",
          ratio: perSecond / memory,
          comparedWith: "memory",
        },
        { ...row, what: `${what}: half of them take at most`, value: p50 },
        { ...row, what: `${what}: 99 of 100 take at most`, value: p99 },
      );
    }
    return rows;
  },
};
