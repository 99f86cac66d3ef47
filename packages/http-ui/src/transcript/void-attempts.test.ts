import type { Turn } from "@inhouse/model-scripted";
import { drop, hang, reasoning, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { failingStorage, VirtualClock } from "@inhouse/testing";
import type { UIMessage } from "ai";
import { expect, it } from "vitest";
import type { UIMessageMetadata } from "../chunks/ui-chunk.ts";
import { clientView } from "../test-support/client-view.ts";
import type { PlainChat } from "../test-support/plain-chat.ts";
import { readAll } from "../test-support/read-all.ts";
import { uiWorld } from "../test-support/ui-world.ts";

function hasEnded(chat: PlainChat): boolean {
  return (chat.lastMessage?.metadata as UIMessageMetadata | undefined)?.status === "completed";
}

/** Lets time pass until something is so. */
async function advanceUntil(clock: VirtualClock, ms: number, isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 1_000; round++) {
    if (isSo()) return;
    await clock.advance(ms);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error("It never came so far.");
}

const attempts: Readonly<Record<string, Turn>> = {
  text: [text("Once upon a time")],
  thinking: [reasoning("Hm, let me think.")],
  calls: [toolCall("ours", { a: 1 })],
  "text and calls": [reasoning("Hm."), text("Let me see."), toolCall("theirs", { a: 1 })],
  "text behind calls": [toolCall("ours", { a: 1 }), text("And then")],
};

for (const [what, turn] of Object.entries(attempts)) {
  it(`a provider that fails behind ${what}: nothing of it stays with the client`, async () => {
    const world = await uiWorld([[...(turn as Turn[]), drop()] as Turn, "The end."]);
    const chat = world.chat({ id: "chat" });
    await chat.sendMessage({ text: "Go" });
    expect(chat.lastMessage?.parts).toMatchObject([{ type: "step-start" }, { text: "The end." }]);
    expect(await world.messages("chat")).toEqual(chat.transcript);
  });

  it(`a process that dies behind ${what}: nothing of it stays with the client`, async () => {
    const inner = memoryStorage();
    const clock = new VirtualClock();
    const mortal = failingStorage(inner, { shared: true });
    const first = await uiWorld([[...(turn as Turn[]), hang()] as Turn], {
      storage: mortal,
      runtime: { clock },
    });
    const chat = first.chat({ id: "chat" });
    const dying = chat.sendMessage({ text: "Go" });
    await advanceUntil(clock, 100, () => (chat.messages[1]?.parts.length ?? 0) > 1);
    mortal.isDead = true;
    await chat.stop();
    await dying;
    const seen = structuredClone(chat.messages) as UIMessage[];

    const second = await uiWorld(["The end."], {
      storage: failingStorage(inner, { shared: true }),
      runtime: { clock },
    });
    const heir = second.chat({ id: "chat", messages: seen });
    const resumed = heir.resumeStream();
    await advanceUntil(clock, 2_000, () => hasEnded(heir));
    await resumed;
    expect(heir.lastMessage?.parts).toMatchObject([{ type: "step-start" }, { text: "The end." }]);
    expect(await second.messages("chat")).toEqual(heir.transcript);
    // Whoever was there all the time sees it taken back.
    const { chunks } = await readAll(second.inhouse, heir.lastMessage?.id ?? "");
    expect(chunks.map(({ type }) => type)).toContain("reset-step");
    const whole = await clientView(chunks, null);
    expect(whole.message).toEqual((heir.transcript as unknown[])[1]);
  });
}

it("what the last attempt wrote stays, also behind calls that were cut off with it", async () => {
  const last: Turn = ["Let me see.", toolCall("ours"), "And then", drop()];
  const world = await uiWorld([["One", drop()], ["Two", drop()], last]);
  const chat = world.chat({ id: "chat" });
  await chat.sendMessage({ text: "Go" });
  expect(chat.lastMessage?.metadata).toMatchObject({ status: "failed" });
  expect(chat.lastMessage?.parts).toMatchObject([
    { type: "step-start" },
    { text: "Let me see." },
    { type: "tool-ours", state: "output-error" },
    { text: "And then" },
  ]);
  expect(await world.messages("chat")).toEqual(chat.transcript);
});
