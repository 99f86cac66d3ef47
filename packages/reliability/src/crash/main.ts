import { mkdtempSync } from "node:fs";
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
const folder = mkdtempSync(join(tmpdir(), `inhouse-crash-${values.adapter}-`));
const kills = Number(values.kills);
const report = await runCampaign({
  adapter: adapterOf(values.adapter),
  kills,
  seed: Number(values.seed),
  folder,
  onProgress: ({ ended, world, violations }) => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r${ended} processes, ${world} databases, ${violations} violations `);
  },
});
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
console.log(describeReport(report));
if (report.violations.length > 0) process.exitCode = 1;
