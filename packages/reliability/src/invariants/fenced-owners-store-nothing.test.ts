import { expect, it } from "vitest";
import { countTakeovers } from "./fenced-owners-store-nothing.ts";
import type { CommitEntry, RunWrite } from "./history-entry.ts";

it("counts runs that are taken from a process that held them, and no others", () => {
  const history = [
    commit("p1", 1, { status: "queued", isHeld: false }),
    commit("p1", 2, {}),
    commit("p2", 3, { status: "cancelling" }),
    commit("p2", 5, {}),
    // The first one writes down late what it did before it was held up.
    commit("p1", 4, {}),
    commit("p2", 6, { status: "queued", isHeld: false }),
    commit("p3", 7, {}),
  ];
  expect(countTakeovers(history)).toBe(1);
});

function commit(process: string, version: number, change: Partial<RunWrite>): CommitEntry {
  const run: RunWrite = {
    id: "run_a",
    threadId: "thread_a",
    version,
    status: "in_progress",
    startedAt: 1,
    isHeld: true,
    ...change,
  };
  return {
    type: "commit",
    phase: "ok",
    process,
    number: version,
    runs: [run],
    calls: [],
    shape: "",
  };
}
