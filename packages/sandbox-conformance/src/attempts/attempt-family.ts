import type { Attempt, AttemptStep, ControlName, HostFacts, KnownLoss } from "./attempt.ts";

/** One attempt as it is written down: its title, what a control loses by it, and the code. */
export type AttemptRow = readonly [
  title: string,
  loss: KnownLoss | null,
  code: (host: HostFacts) => string | readonly AttemptStep[],
];

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/**
 * @param family - what the attempts have in common
 * @param rows - the attempts
 * @returns them, named
 */
export function attemptFamily(family: string, rows: readonly AttemptRow[]): readonly Attempt[] {
  return rows.map(([title, loss, code]) => ({
    family,
    title,
    name: `${slug(family)}/${slug(title)}`,
    loss,
    steps(host) {
      const steps = code(host);
      return typeof steps === "string" ? [{ code: steps }] : steps;
    },
  }));
}

/**
 * @param control - the sandbox that is none
 * @returns for a kind of escape, what that control is known to lose
 */
export function lostBy(control: ControlName): (kind: KnownLoss["kind"]) => KnownLoss {
  return (kind) => ({ control, kind });
}
