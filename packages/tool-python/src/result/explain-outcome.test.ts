import { describe, expect, test } from "vitest";
import { resolveLimits } from "../limits.ts";
import type { DoneMessage, PythonFailure } from "../protocol/messages.ts";
import type { LossReason } from "../session/run-outcome.ts";
import { explainOutcome } from "./explain-outcome.ts";

const limits = resolveLimits({ wallTimeMs: 2500 });
const failure: PythonFailure = {
  kind: "interrupted",
  name: "KeyboardInterrupt",
  message: "",
  line: 3,
  module: null,
  traceback: "Traceback",
};
const done: DoneMessage = {
  type: "done",
  value: null,
  exitCode: null,
  failure,
  overflowed: false,
  notes: [],
  files: [],
  skipped: [],
  unwritten: [],
};

describe("an interrupt", () => {
  test("that the host sent is a timeout, and one of the code's own is an exception", () => {
    expect(explainOutcome({ type: "ended", done, stopped: "timeout" }, limits)).toMatchObject({
      type: "Timeout",
      message: "The code was stopped because it ran for 2.5 s.",
      line: 3,
    });
    expect(explainOutcome({ type: "ended", done, stopped: null }, limits)).toMatchObject({
      type: "PythonError",
      message: "KeyboardInterrupt: ",
    });
  });

  test("that came when the code had ended well is no error", () => {
    const ended = { ...done, failure: null };
    expect(explainOutcome({ type: "ended", done: ended, stopped: "timeout" }, limits)).toBeNull();
  });
});

test.each<[LossReason, string, string, string]>([
  ["timeout", "", "Timeout", "ended by force: it ran for 2.5 s"],
  ["violation", "emscripten_run_script", "SandboxViolation", "(emscripten_run_script)"],
  ["crashed", "RangeError: Maximum call stack size exceeded", "RecursionLimit", "too deeply"],
  ["crashed", "its thread ended", "SessionLost", "(its thread ended)"],
  ["memory", "its process ended with SIGABRT", "MemoryLimit", "outside of Python's heap"],
])(
  "an interpreter lost by %s (%s) is a %s, and everything in it is said to be lost",
  (reason, detail, type, message) => {
    const error = explainOutcome({ type: "lost", reason, detail }, limits);
    expect(error?.type).toBe(type);
    expect(error?.message).toContain(message);
    expect(error?.session).toContain("all variables and imports are lost");
  },
);
