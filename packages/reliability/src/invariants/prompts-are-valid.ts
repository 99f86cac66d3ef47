import type { Invariant } from "./problem.ts";

/** No provider was ever sent a prompt that providers refuse. */
export const promptsAreValid: Invariant = (history) =>
  history.flatMap((entry) =>
    entry.type === "provider"
      ? entry.problems.map((problem) => `${entry.process} sent: ${problem}`)
      : [],
  );
