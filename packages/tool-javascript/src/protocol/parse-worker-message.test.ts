import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveLimits } from "../limits.ts";
import { parseWorkerMessage } from "./parse-worker-message.ts";

const limits = resolveLimits({ valueChars: 10, printedChars: 20, callInputChars: 10 });
const failure = { name: "E", message: "m", stack: "", tool: null };
const done = {
  type: "done",
  value: { kind: "json", text: "[1]" },
  failure: null,
  ending: null,
  detail: "",
  addedLines: 0,
};

test("an honest message is read, without what it does not need and without characters that cannot be stored", () => {
  expect(parseWorkerMessage({ ...done, more: 1 }, limits)).toEqual(done);
  expect(parseWorkerMessage({ ...done, value: null, failure }, limits)).toEqual({
    ...done,
    value: null,
    failure,
  });
  expect(
    parseWorkerMessage({ type: "output", stream: "stdout", text: "a\0\ud800" }, limits),
  ).toEqual({ type: "output", stream: "stdout", text: "a\u2400\ufffd" });
});

test.each([
  [{ ...done, value: "[1]" }],
  [{ ...done, value: { kind: "code", text: "" } }],
  [{ ...done, value: { kind: "json", text: "x".repeat(11) } }],
  [{ ...done, failure: { ...failure, tool: 1 } }],
  [{ ...done, failure: { ...failure, message: "x".repeat(20_001) } }],
  [{ ...done, ending: "other" }],
  [{ ...done, addedLines: -1 }],
  [{ type: "output", stream: "stdlog", text: "" }],
  [{ type: "output", stream: "stdout", text: "x".repeat(22) }],
  [{ type: "call", id: 1.5, name: "a", input: "" }],
  [{ type: "call", id: 1, name: "a", input: "x".repeat(11) }],
  [{ type: "fatal", reason: {} }],
  [{ type: "else" }],
  [null],
])("a message that no honest worker sends is refused", (message) => {
  expect(parseWorkerMessage(message, limits)).toBeUndefined();
});

test("whatever comes, reading it does not throw", () => {
  const anything = fc.anything({ withTypedArray: true, withNullPrototype: true });
  fc.assert(
    fc.property(anything, fc.constantFrom("done", "output", "call", "fatal"), (value, type) => {
      parseWorkerMessage(value, limits);
      parseWorkerMessage({ ...(Object(value) as object), type }, limits);
    }),
  );
});
