import { expect, it } from "vitest";
import { changeMessages, parseChangeMessage } from "./change-message.ts";

it("comes back as it was, in messages that are short enough to be sent", () => {
  const changes = Array.from({ length: 500 }, (_, index) => ({
    tenant: index % 3 === 0 ? "täñänt".repeat(20) : "default",
    partition: index % 7 === 0 ? null : `thread_${index}`,
  }));
  const messages = changeMessages("me", changes);
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(7100);
  const parsed = messages.map(parseChangeMessage);
  expect(parsed.every(({ from }) => from === "me")).toBe(true);
  expect(parsed.flatMap((message) => message.changes)).toEqual(changes);
});

it("says that anything changed where a name is too long to be sent", () => {
  const changes = [{ tenant: "x".repeat(8000), partition: "thread_1" }];
  const [message = ""] = changeMessages("me", changes);
  expect(parseChangeMessage(message).changes).toEqual([{ tenant: null, partition: null }]);
});

it("takes what it cannot read as a change of anything", () => {
  for (const text of ["", "nonsense", '{"from":"x"}']) {
    expect(parseChangeMessage(text).changes).toEqual([{ tenant: null, partition: null }]);
  }
});
