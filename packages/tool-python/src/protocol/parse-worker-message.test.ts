import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveLimits } from "../limits.ts";
import { parseWorkerMessage } from "./parse-worker-message.ts";

const limits = resolveLimits({ outputFiles: 2, outputFileBytes: 10, outputTotalBytes: 15 });
const file = (size: number): object => ({ path: "/outputs/a", bytes: new Uint8Array(size) });
const done = {
  type: "done",
  value: null,
  exitCode: null,
  failure: null,
  overflowed: false,
  notes: ["figure 1 could not be drawn"],
  files: [file(10), file(5)],
  skipped: [],
  unwritten: [],
};

test("an honest message is read, without what it does not need and without characters that cannot be stored", () => {
  expect(parseWorkerMessage({ ...done, more: 1 }, limits)).toEqual(done);
  expect(
    parseWorkerMessage({ type: "output", stream: "stdout", text: "a\0\ud800" }, limits),
  ).toEqual({ type: "output", stream: "stdout", text: "a\u2400\ufffd" });
});

test.each([
  [{ ...done, value: 1 }],
  [{ ...done, value: "x".repeat(40_003) }],
  [{ ...done, overflowed: "no" }],
  [{ ...done, notes: Array(21).fill("") }],
  [{ ...done, exitCode: 1.5 }],
  [
    {
      ...done,
      failure: { kind: "other", name: "", message: "", line: null, module: null, traceback: "" },
    },
  ],
  [{ ...done, files: [file(11)] }],
  [{ ...done, files: [file(10), file(6)] }],
  [{ ...done, files: [file(1), file(1), file(1)] }],
  [{ ...done, files: [{ path: "a", bytes: "text" }] }],
  [{ ...done, skipped: [{ path: "a", reason: "because" }] }],
  [{ ...done, unwritten: "all" }],
  [{ type: "output", stream: "stdlog", text: "" }],
  [{ type: "output", stream: "stdout", text: "x".repeat(2 * limits.printedBytes + 1) }],
  [{ type: "violation" }],
  [{ type: "fatal", reason: {} }],
  [{ type: "else" }],
  [null],
])("a message that no honest worker sends is refused", (message) => {
  expect(parseWorkerMessage(message, limits)).toBeUndefined();
});

test("whatever comes, reading it does not throw", () => {
  const anything = fc.anything({ withTypedArray: true, withNullPrototype: true });
  fc.assert(
    fc.property(
      anything,
      fc.constantFrom("done", "output", "violation", "fatal"),
      (value, type) => {
        parseWorkerMessage(value, limits);
        parseWorkerMessage({ ...(Object(value) as object), type }, limits);
      },
    ),
  );
});
