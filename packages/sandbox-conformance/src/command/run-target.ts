import { escapeAttempts } from "../attempts/attempts.ts";
import { resourceAttempts } from "../attempts/resource-attempts.ts";
import { planControls } from "../controls/control-plan.ts";
import { runControl } from "../controls/run-control.ts";
import { programs } from "../programs/programs.ts";
import { inLanes } from "../runner/in-lanes.ts";
import { runAttempts } from "../runner/run-attempts.ts";
import { runPrograms } from "../runner/run-programs.ts";
import { runSoak } from "../runner/run-soak.ts";
import type { SandboxLanguage } from "../target/sandbox-target.ts";
import type { EscapeOptions } from "./escape-options.ts";
import type { Print } from "./progress.ts";
import { FamilyRows, printControls, printHosts, printPrograms, printSoak } from "./progress.ts";
import type { TargetReport } from "./report.ts";
import { reportOf } from "./report.ts";

/** What is put to the suite, and on what. */
export interface TargetPlan {
  /** The target's name, for people. */
  readonly target: string;
  /** The module that opens the sandbox. */
  readonly module: string;
  readonly language: SandboxLanguage;
  /** The path of the Node.js to use, and its version. */
  readonly node: { readonly path: string; readonly version: string };
  readonly options: EscapeOptions;
}

/**
 * Runs the chosen suites against one target on one Node.js.
 *
 * @param plan - what to run
 * @param print - shows a line on the terminal
 * @returns the figures
 */
export async function runTarget(plan: TargetPlan, print: Print): Promise<TargetReport> {
  const { options, language, module, node } = plan;
  const { suites, only, parallel, stepMs } = options;
  const [part, parts] = options.shard;
  const started = performance.now();
  const settings = { module, node: node.path, stepMs };
  const chosen = [
    ...(suites.includes("escapes") ? escapeAttempts[language] : []),
    ...(suites.includes("resources") ? resourceAttempts[language] : []),
  ]
    .filter(({ name }) => name.includes(only))
    // Every n-th of them: each part has some of every family.
    .filter((_, index) => index % parts === part - 1);
  print(`${plan.target} on Node.js ${node.version}: ${chosen.length} attempts`);

  const rows = new FamilyRows(chosen, print);
  const attempts = await runAttempts(chosen, {
    ...settings,
    parallel,
    onOutcome: (outcome) => rows.add(outcome),
  });
  printHosts(attempts, print);

  const controls = await inLanes(planControls(chosen, options.controls), parallel, (attempt) =>
    runControl(attempt, node.path),
  );
  printControls(controls, print);

  const soak =
    suites.includes("resources") && only === "" && parts === 1
      ? await runSoak(options.executions, settings)
      : null;
  if (soak !== null) printSoak(soak, print);

  const listed = suites.includes("programs")
    ? programs[language].filter(({ name }) => name.includes(only))
    : [];
  const ran = listed.length > 0 ? await runPrograms(listed, settings) : [];
  if (ran.length > 0) printPrograms(ran, print);

  return reportOf({
    target: plan.target,
    node: node.version,
    attempts,
    controls,
    programs: ran,
    soak,
    seconds: (performance.now() - started) / 1000,
  });
}
