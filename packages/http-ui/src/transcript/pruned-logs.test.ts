import { drop, reasoning, source, toolCall } from "@inhouse/model-scripted";
import { expect, it } from "vitest";
import { uiWorld } from "../test-support/ui-world.ts";

it("an answer whose log was pruned is put together from its records", async () => {
  const world = await uiWorld([
    [reasoning("Hm."), "Let me see.", toolCall("ours", { a: 1 }), toolCall("failing")],
    ["Never", drop()],
    [toolCall("ours"), drop()],
    [reasoning("So."), "It is 3.", source("https://example.com/", "Sums")],
  ]);
  const chat = world.chat({ id: "c" });
  await chat.sendMessage({ text: "Go" });
  expect(chat.lastMessage?.metadata).toMatchObject({ status: "completed" });
  await world.inhouse.storage.prune({ runLogsOlderThanMs: 0 });
  await expect(world.inhouse.runs.stream(chat.lastMessage?.id ?? "").next()).rejects.toThrow();
  expect(await world.messages("c")).toEqual(chat.transcript);
});
