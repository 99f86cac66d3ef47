import type { Invariant } from "./problem.ts";

/** A new run on every thread completes when all is over. */
export const threadsAreFree: Invariant = (_history, { probes, threads }) => {
  const problems = probes
    .filter(({ outcome }) => outcome !== "completed")
    .map(({ threadId, outcome }) => `a new run on ${threadId}: ${outcome}`);
  const probed = new Set(probes.map((probe) => probe.threadId));
  for (const { thread } of threads) {
    if (!probed.has(thread.id)) problems.push(`nobody tried a new run on ${thread.id}`);
  }
  return problems;
};
