import type { Attempt } from "../attempts/attempt.ts";
import type { ControlOutcome } from "../controls/run-control.ts";
import type { AttemptOutcome } from "../runner/run-attempt.ts";
import type { ProgramOutcome } from "../runner/run-programs.ts";
import type { SoakOutcome } from "../runner/run-soak.ts";

/** Takes what is to be shown on the terminal, a line at a time. */
export type Print = (line: string) => void;

const familyWidth = 30;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** What code made cannot be let at a terminal: it may hold orders to it. */
const visible = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === "\n" ? sign : "\ufffd"));

const indented = (text: string): string => visible(text).replaceAll(/^/gm, "      ");

/** Prints a row for each family of attempts as soon as all of them are over, and what went wrong in it. */
export class FamilyRows {
  readonly #print: Print;
  readonly #left: Map<string, number>;
  readonly #outcomes = new Map<string, AttemptOutcome[]>();

  constructor(attempts: readonly Attempt[], print: Print) {
    this.#print = print;
    this.#left = new Map();
    for (const { family } of attempts) this.#left.set(family, (this.#left.get(family) ?? 0) + 1);
  }

  /** @param outcome - what became of one of the attempts */
  add(outcome: AttemptOutcome): void {
    const { family } = outcome.attempt;
    const left = (this.#left.get(family) ?? 0) - 1;
    const outcomes = [...(this.#outcomes.get(family) ?? []), outcome];
    this.#left.set(family, left);
    this.#outcomes.set(family, outcomes);
    if (left === 0) this.#row(family, outcomes);
  }

  #row(family: string, outcomes: readonly AttemptOutcome[]): void {
    const counts = Map.groupBy(outcomes, ({ result }) => result);
    const words = (["held", "escaped", "hostDied", "broken"] as const).flatMap((result) => {
      const count = counts.get(result)?.length ?? 0;
      return count > 0 ? [`${count} ${result === "hostDied" ? "killed the host" : result}`] : [];
    });
    const seconds = outcomes.reduce((sum, outcome) => sum + outcome.seconds, 0);
    this.#print(
      `  ${family.padEnd(familyWidth)} ${words.join(", ").padEnd(24)} ${seconds.toFixed(1)} s`,
    );
    for (const { attempt, result, kinds, detail } of outcomes) {
      if (result === "held") continue;
      this.#print(`    ${attempt.name}: ${[result, ...kinds].join(", ")}`);
      this.#print(indented(detail));
    }
  }
}

/**
 * @param controls - what the controls did
 * @param print - shows a line
 */
export function printControls(controls: readonly ControlOutcome[], print: Print): void {
  if (controls.length === 0) return;
  const lost = controls.filter((control) => control.lost).length;
  const names = new Set(controls.map(({ outcome }) => outcome.attempt.loss?.control));
  const label = `controls: ${[...names].join(", ")}`;
  print(`  ${label.padEnd(familyWidth)} ${lost} of ${controls.length} lost, as they must`);
  for (const { outcome, lost: asKnown } of controls) {
    const { attempt, kinds, detail } = outcome;
    if (!asKnown) {
      print(
        `    ${attempt.name}: should have ${attempt.loss?.kind}, but ${kinds.join() || "held"}`,
      );
      print(indented(detail));
    }
  }
}

/**
 * @param programs - what became of the programs
 * @param print - shows a line
 */
export function printPrograms(programs: readonly ProgramOutcome[], print: Print): void {
  const working = programs.filter(({ works }) => works).length;
  print(`  ${"programs".padEnd(familyWidth)} ${working} of ${programs.length} work`);
  for (const { program, works, output } of programs) {
    if (works) continue;
    print(`    ${program.name}: should print`);
    print(indented(program.output));
    print("    and brings back");
    print(indented(output ?? "nothing"));
  }
}

/**
 * @param soak - what many executions left behind
 * @param print - shows a line
 */
export function printSoak(soak: SoakOutcome, print: Print): void {
  const { executions, failed, earlyBytes, lateBytes, delayMs } = soak;
  const label = `${executions} executions`;
  print(
    `  ${label.padEnd(familyWidth)} ${failed} failed; ${megabytes(earlyBytes)} after a tenth, ${megabytes(lateBytes)} after all; longest pause ${delayMs.toFixed(0)} ms`,
  );
}

/**
 * @param outcomes - what became of the attempts
 * @param print - shows a line
 */
export function printHosts(outcomes: readonly AttemptOutcome[], print: Print): void {
  if (outcomes.length === 0) return;
  const pauses = outcomes.map(({ delayMs }) => delayMs ?? 0);
  const peaks = outcomes.map(({ peakBytes }) => peakBytes ?? 0);
  print(
    `  ${"hosts".padEnd(familyWidth)} longest pause ${Math.max(...pauses).toFixed(0)} ms, most memory ${megabytes(Math.max(...peaks))}`,
  );
}
