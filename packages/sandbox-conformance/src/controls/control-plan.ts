import type { Attempt, ControlName } from "../attempts/attempt.ts";

/** The modules of the controls. */
export const controlModules: Readonly<Record<ControlName, string>> = {
  "stock-pyodide": moduleOf("stock-pyodide"),
  "node-vm": moduleOf("node-vm"),
  "worker-eval": moduleOf("worker-eval"),
};

function moduleOf(name: ControlName): string {
  const source = import.meta.url;
  return new URL(`${name}${source.endsWith(".ts") ? ".ts" : ".js"}`, source).href;
}

/** How many controls are run: one attempt for each kind of escape, all that a control is known to lose, or none. */
export type ControlExtent = "sample" | "all" | "none";

/**
 * @param attempts - the attempts of a language
 * @param extent - how many controls are wanted
 * @returns the attempts that a control must lose
 */
export function planControls(
  attempts: readonly Attempt[],
  extent: ControlExtent,
): readonly Attempt[] {
  if (extent === "none") return [];
  const losing = attempts.filter((attempt) => attempt.loss !== null);
  if (extent === "all") return losing;
  const kinds = Map.groupBy(losing, (attempt) => attempt.loss?.kind);
  return [...kinds.values()].flatMap((group) => group.slice(0, 1));
}
