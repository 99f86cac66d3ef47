import { tmpdir } from "node:os";
import { HostProcess } from "./host-process.ts";
import type { AttemptSettings } from "./run-attempt.ts";
import { defaultSilenceMs, startMs } from "./run-attempt.ts";

/** What many executions left behind. */
export interface SoakOutcome {
  /** How many programs were run. */
  readonly executions: number;
  /** How many of them did not bring back what they should. */
  readonly failed: number;
  /** The memory of the process when a tenth of the executions were over, in bytes. */
  readonly earlyBytes: number;
  /** The memory of the process when all executions were over, in bytes. */
  readonly lateBytes: number;
  /** The longest that the host's event loop stood still meanwhile, in milliseconds. */
  readonly delayMs: number;
}

const soakMs = 600_000;

/**
 * Runs small programs in one sandbox again and again.
 *
 * @param executions - how many
 * @param settings - in what
 * @returns what the host's memory did
 * @throws Error if the sandbox does not open, or does not come to the end
 */
export async function runSoak(executions: number, settings: AttemptSettings): Promise<SoakOutcome> {
  let found: SoakOutcome | null = null;
  let broken = "it did not come to its end";
  await using host = new HostProcess({
    entry: "host/main",
    module: settings.module,
    node: settings.node,
    cwd: tmpdir(),
    env: {},
    silenceMs: settings.silenceMs ?? defaultSilenceMs,
  });
  const time = { start: startMs, step: soakMs };
  await host.carryOut({ type: "soak", executions }, time, (said) => {
    if (said.type === "broken") broken = said.reason;
    if (said.type === "soaked") found = said;
    return said.type === "broken" || said.type === "soaked";
  });
  if (found === null) throw new Error(broken);
  return found;
}
