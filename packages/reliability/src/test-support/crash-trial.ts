import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { AdapterName } from "../crash/adapters.ts";
import { adapterOf } from "../crash/adapters.ts";
import type { CampaignOptions, CampaignReport } from "../crash/campaign.ts";
import { runCampaign } from "../crash/campaign.ts";
import { describeReport } from "../crash/describe-report.ts";

/** How long a trial may take on a machine that does other things as well, in milliseconds. */
const trialMs = 600_000;

/**
 * Kills processes over a storage, in every way that there is, and expects that nothing is lost and nothing done twice.
 *
 * @param name - the storage
 * @param kills - how many
 */
export function itSurvives(name: AdapterName, kills = 50): void {
  it(
    `loses nothing and does nothing twice when ${kills} processes are killed`,
    async () => {
      const report = await trial(name, { kills, seed: 20_260_101 });
      expect(report.violations, describeReport(report)).toEqual([]);
      expect(report.kills).toBe(kills);
      const kinds = ["kill", "kill_after", "kill_before", "stop", "terminate", "throw_after"];
      if (name === "postgres") kinds.push("cut_off");
      expect(Object.keys(report.faults).sort()).toEqual(kinds.sort());
      expect(report.takeovers).toBeGreaterThan(0);
    },
    trialMs,
  );
}

/** @returns what came of a campaign whose folder goes with the test */
export async function trial(
  name: AdapterName,
  options: Pick<CampaignOptions, "kills" | "seed" | "mutant" | "patienceMs">,
): Promise<CampaignReport> {
  const folder = mkdtempSync(join(tmpdir(), `inhouse-crash-${name}-`));
  onTestFinished(({ task }) => {
    // What went wrong is kept, to be looked at.
    if (task.result?.state !== "fail") rmSync(folder, { recursive: true, force: true });
  });
  return runCampaign({ adapter: adapterOf(name), folder, ...options });
}
