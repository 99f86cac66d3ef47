import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { adapterOf } from "./adapters.ts";
import { runCampaign } from "./campaign.ts";
import { describeReport } from "./describe-report.ts";

const { values } = parseArgs({
  options: {
    adapter: { type: "string", default: "lowdb" },
    kills: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
  },
});
const adapter = adapterOf(values.adapter);
const folder = mkdtempSync(join(tmpdir(), `inhouse-crash-${adapter.name}-`));
const report = await runCampaign({
  adapter,
  kills: wholeNumber("kills", values.kills, 1),
  seed: wholeNumber("seed", values.seed, 0),
  folder,
  onProgress: ({ ended, world, violations }) => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r${ended} processes, ${world} databases, ${violations} violations `);
  },
});
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
console.log(describeReport(report));
if (report.violations.length > 0) process.exitCode = 1;
else rmSync(folder, { recursive: true, force: true });

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new RangeError(`--${name} is a whole number of at least ${least}, not '${text}'.`);
}
