import { expect, test } from "vitest";
import { ToolCallInputs } from "./tool-call-inputs.ts";

test("calls that come whole under one id are told apart", () => {
  const calls = new ToolCallInputs();
  expect(calls.finish("c")).toEqual({ callId: "c", written: undefined });
  expect(calls.finish("c")).toEqual({ callId: "c_2", written: undefined });
  expect(calls.idOf("c")).toBe("c_2");
});

test("a made-up id is none that another call has", () => {
  const calls = new ToolCallInputs();
  expect([calls.begin("c_2"), calls.begin("c"), calls.begin("c")]).toEqual(["c_2", "c", "c_3"]);
});

test("a call is open from its beginning to its end", () => {
  const calls = new ToolCallInputs();
  expect(calls.hasOpen).toBe(false);
  calls.begin("c");
  calls.append("c", "{");
  expect(calls.hasOpen).toBe(true);
  expect(calls.finish("c").written).toBe("{");
  expect(calls.hasOpen).toBe(false);
});
