import { expect, test } from "vitest";
import { callIdsAfter } from "./call-ids.ts";

function promptWith(...ids: string[]) {
  const content = ids.map(
    (toolCallId) => ({ type: "tool-call", toolCallId, toolName: "search", input: {} }) as const,
  );
  return [{ role: "assistant", content }] as const;
}

test("ids go on after the highest of the prompt, also where its first calls were cut away", () => {
  const next = callIdsAfter(promptWith("call_8", "call_9"));
  expect([next(), next()]).toEqual(["call_10", "call_11"]);
});

test("ids count the calls whose ids the caller has replaced", () => {
  expect(callIdsAfter(promptWith("mine", "call_1", "call_999999999999999999999"))()).toBe("call_4");
});
