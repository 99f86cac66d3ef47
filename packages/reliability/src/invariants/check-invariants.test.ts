import { describe, expect, it } from "vitest";
import { soundWorld } from "../test-support/sound-world.ts";
import type { Tampering } from "../test-support/tampering.ts";
import {
  commits,
  effects,
  effectsAgain,
  endsOf,
  entries,
  logs,
  runs,
  stored,
  threads,
  toolCalls,
} from "../test-support/tampering.ts";
import { checkInvariants, invariants } from "./check-invariants.ts";

const sound = await soundWorld();

it("finds nothing in a world where nothing went wrong, and everything happened", () => {
  expect(checkInvariants(sound.history, sound.world)).toEqual([]);
  const types = new Set(sound.history.map((entry) => entry.type));
  expect([...types].sort()).toEqual(["blob", "call", "commit", "effect", "provider", "seen"]);
});

/** An invariant, and what makes it fail. */
type Control = readonly [invariant: string, fault: string, tampering: Tampering];

const controls: readonly Control[] = [
  ["noMessageLost", "one is gone", threads((one) => ({ messages: one.messages.slice(1) }))],
  [
    "noMessageLost",
    "one is stored twice",
    threads(({ messages }) => ({ messages: [...messages, ...messages.slice(0, 1)] })),
  ],
  ["noMessageLost", "a refused one is stored", endsOf("create_message", { phase: "fail" })],
  ["oneTerminalStatus", "a run is gone", threads((one) => ({ runs: one.runs.slice(1) }))],
  [
    "oneTerminalStatus",
    "a run is stored twice",
    threads((one) => ({ runs: [...one.runs, ...one.runs] })),
  ],
  ["oneTerminalStatus", "a refused run is stored", endsOf("create_run", { phase: "fail" })],
  [
    "oneTerminalStatus",
    "a run is stuck",
    runs(({ run }) => ({ run: { ...run, status: "queued" } })),
  ],
  ["oneTerminalStatus", "a run ends twice", logs((events) => [...events, ...events.slice(-1)])],
  ["oneTerminalStatus", "a run goes on", logs((events) => [...events, ...events.slice(0, 1)])],
  ["noFinishedToolRunTwice", "a tool runs in two processes", effectsAgain("report", "p2")],
  ["noFinishedToolRunTwice", "a person was not asked again", effectsAgain("ask", "p2")],
  ["noFinishedToolRunTwice", "a finished call is retried", effectsAgain("retry", "p2")],
  [
    "noFinishedToolRunTwice",
    "a call runs under another key",
    effects("retry", (one) => [one, { ...one, idempotencyKey: "other" }]),
  ],
  [
    "noFinishedToolRunTwice",
    "two calls have one key",
    effects("retry", (one) => [one, { ...one, toolCallId: "call_other" }]),
  ],
  [
    "noFinishedToolRunTwice",
    "an output came out of nothing",
    toolCalls(() => ({ output: "made up" })),
  ],
  ["noSubmittedOutputLost", "another is stored", toolCalls(() => ({ output: "made up" }))],
  [
    "oneActiveRunPerThread",
    "a second run begins while one is in progress",
    commits((one) => [one, { ...one, runs: one.runs.map((run) => ({ ...run, id: "run_b" })) }]),
  ],
  [
    "oneActiveRunPerThread",
    "what two runs wrote interleaves",
    threads(({ messages }) => ({ messages: [...messages, ...messages.slice(0, 2)] })),
  ],
  [
    "fencedOwnersStoreNothing",
    "a version is written twice",
    commits((one) => [one, { ...one, process: "p2" }]),
  ],
  [
    "fencedOwnersStoreNothing",
    "a process goes on with a run that another holds",
    commits((one) => [
      { ...one, runs: one.runs.map((run) => ({ ...run, version: run.version * 2 })) },
      {
        ...one,
        process: "p2",
        runs: one.runs.map((run) => ({ ...run, version: run.version * 2 + 1 })),
      },
    ]),
  ],
  ["logsAreSound", "an event is gone", logs((events) => events.toSpliced(3, 1))],
  [
    "logsAreSound",
    "an event comes twice",
    logs((events) => [...events.slice(0, 4), ...events.slice(3)]),
  ],
  ["eventsTellWhatIsStored", "a step is gone", runs(({ steps }) => ({ steps: steps.slice(1) }))],
  [
    "eventsTellWhatIsStored",
    "a message says something else",
    threads(({ messages }) => ({ messages: messages.map((one) => ({ ...one, content: [] })) })),
  ],
  [
    "resumedStreamsAgree",
    "a late reader misses an event",
    runs(({ resumed }) => ({
      resumed: resumed.map((one) => ({ ...one, events: one.events.slice(1) })),
    })),
  ],
  [
    "readersSawTheLog",
    "a reader saw what was never stored",
    entries((entry) => [entry.type === "seen" ? { ...entry, event: "other" } : entry]),
  ],
  [
    "promptsAreValid",
    "a prompt has an orphan result",
    entries((entry) => [entry.type === "provider" ? { ...entry, problems: ["orphan"] } : entry]),
  ],
  [
    "threadsAreFree",
    "a new run gets stuck",
    stored(({ probes }) => ({ probes: probes.map((one) => ({ ...one, outcome: "queued" })) })),
  ],
  ["threadsAreFree", "nobody tried", stored(() => ({ probes: [] }))],
  [
    "nothingLeftOfDeletedThreads",
    "a record is left",
    stored(() => ({ leftovers: [{ threadId: "thread_x", text: "the step step_x is left" }] })),
  ],
  [
    "nothingLeftOfDeletedThreads",
    "a file is left",
    stored(({ files }) => ({ files: files.map((file) => ({ ...file, threadId: "thread_x" })) })),
  ],
  [
    "nothingLeftOfDeletedThreads",
    "a thread is there that was deleted",
    entries((entry) => {
      if (entry.type !== "call" || entry.phase !== "invoke") return [entry];
      const threadId = sound.world.threads[0]?.thread.id ?? "";
      return [{ ...entry, request: { ...entry.request, kind: "delete_thread", threadId } }];
    }),
  ],
  [
    "nothingLeftOfDeletedThreads",
    "a thread is gone that nobody deleted",
    stored(() => ({ threads: [] })),
  ],
];

describe("a checker that never failed is not trusted", () => {
  it.each(controls)("%s: %s", (invariant, _fault, tampering) => {
    const { history, world } = tampering(sound);
    const named = checkInvariants(history, world).map((problem) => problem.invariant);
    expect(named).toContain(invariant);
  });

  it("has a fault for every invariant", () => {
    const faulted = new Set(controls.map(([invariant]) => invariant));
    expect([...faulted].sort()).toEqual(Object.keys(invariants).sort());
  });
});

describe("what a process may do that was held up", () => {
  const again = effectsAgain("retry", "p2")(sound);

  it("is to run a call once more that it said it would run", () => {
    const history = again.history.flatMap((entry) => {
      const starts =
        entry.type === "commit" && entry.calls.some((call) => call.status === "started");
      return starts
        ? [entry, { ...entry, process: "p2", phase: "begin" as const, runs: [] }]
        : [entry];
    });
    expect(checkInvariants(history, sound.world)).toEqual([]);
  });

  it("is not to run one that it never took up", () => {
    expect(checkInvariants(again.history, sound.world)).not.toEqual([]);
  });
});
