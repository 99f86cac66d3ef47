import { tmpdir } from "node:os";
import type { StepReport } from "../host/messages.ts";
import type { Program } from "../programs/program.ts";
import { HostProcess } from "./host-process.ts";
import type { AttemptSettings } from "./run-attempt.ts";
import { defaultSilenceMs, startMs } from "./run-attempt.ts";

/** What became of a program. */
export interface ProgramOutcome {
  /** Which one it was. */
  readonly program: Program;
  /** Whether it printed what it should. */
  readonly works: boolean;
  /** What came back; undefined if nothing did. */
  readonly output: string | undefined;
}

/**
 * Runs ordinary programs one after the other, in one session of one sandbox.
 *
 * @param programs - the programs
 * @param settings - in what
 * @returns what became of each
 * @throws Error if the sandbox does not open
 */
export async function runPrograms(
  programs: readonly Program[],
  settings: AttemptSettings,
): Promise<readonly ProgramOutcome[]> {
  const reports: StepReport[] = [];
  let broken: string | null = null;
  await using host = new HostProcess({
    entry: "host/main",
    module: settings.module,
    node: settings.node,
    cwd: tmpdir(),
    env: {},
    silenceMs: settings.silenceMs ?? defaultSilenceMs,
  });
  const steps = programs.map(({ code }) => ({ code }));
  const time = { start: startMs, step: settings.stepMs };
  await host.carryOut({ type: "attempt", steps }, time, (said) => {
    if (said.type === "broken") broken = said.reason;
    if (said.type === "step") reports.push(said.report);
    return said.type === "broken" || said.type === "ended";
  });
  if (broken !== null) throw new Error(`the sandbox does not open: ${String(broken)}`);
  return programs.map((program, index) => {
    const output = reports[index]?.output;
    return { program, works: output?.includes(program.output) === true, output };
  });
}
