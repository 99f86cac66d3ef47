import { parseArgs } from "node:util";
import { warmUp } from "../crash/child/warm-up.ts";
import { describeSimulation } from "./describe-simulation.ts";
import { promptHashes } from "./prompt-hashes.ts";
import { simulateMany } from "./simulate-many.ts";
import { simulateSchedule } from "./simulate-schedule.ts";

const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    trace: { type: "boolean", default: false },
  },
});
const schedules = Number(values.schedules);
const seed = Number(values.seed);
if (!Number.isSafeInteger(schedules) || !Number.isSafeInteger(seed) || schedules < 1) {
  throw new Error("--schedules and --seed are whole numbers.");
}
promptHashes();
await warmUp();
if (values.trace) {
  for (let index = 0; index < schedules; index++) {
    const { plan, problems } = await simulateSchedule(seed + index, { onTrace: console.log });
    console.log(JSON.stringify({ plan, problems }, null, 2));
  }
} else {
  const report = await simulateMany({
    schedules,
    seed,
    onProgress({ schedules: done, failing }) {
      if (!process.stderr.isTTY) return;
      process.stderr.write(`\r${done} of ${schedules} schedules, ${failing.length} failed `);
    },
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  console.log(describeSimulation(report));
  if (report.failing.length > 0) process.exitCode = 1;
}
