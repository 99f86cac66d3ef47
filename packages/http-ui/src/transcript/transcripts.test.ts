import type { Turn, TurnPart } from "@inhouse/model-scripted";
import {
  drop,
  eof,
  errorPart,
  file,
  finish,
  providerToolCall,
  reasoning,
  source,
  text,
  toolCall,
} from "@inhouse/model-scripted";
import type { UIMessage } from "ai";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compactChunks } from "../chunks/compact-chunks.ts";
import { clientView } from "../test-support/client-view.ts";
import type { PlainChat } from "../test-support/plain-chat.ts";
import { readAll } from "../test-support/read-all.ts";
import type { UIWorld } from "../test-support/ui-world.ts";
import { uiWorld } from "../test-support/ui-world.ts";
import { buildMessage } from "./build-message.ts";

const words = fc.constantFrom("Hello, world. ", "a", "One two three four.", " ");
const names = fc.constantFrom("ours", "ours", "failing", "theirs", "asked", "unknown");

const part: fc.Arbitrary<TurnPart> = fc.oneof(
  { weight: 4, arbitrary: words.map((value) => text(value)) },
  { weight: 2, arbitrary: words.map((value) => reasoning(value)) },
  { weight: 4, arbitrary: names.map((name) => toolCall(name, { a: 1 })) },
  { weight: 1, arbitrary: fc.constant(toolCall("ours", "{broken")) },
  { weight: 1, arbitrary: fc.constant(toolCall("theirs", "")) },
  { weight: 1, arbitrary: fc.constant(providerToolCall("web_search", { q: "x" }, "found")) },
  { weight: 1, arbitrary: fc.constant(source("https://example.com/", "Example")) },
  { weight: 1, arbitrary: fc.constant(file("image/png", new Uint8Array([1, 2, 3]))) },
);

const ending: fc.Arbitrary<readonly TurnPart[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(drop(), eof(), errorPart({ status: 500 })).map((one) => [one]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("length" as const, "content-filter" as const)
      .map((how) => [finish(how)]),
  },
);

const answers: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 6 }), ending)
    .map(([parts, end]) => [...parts, ...end]),
  { minLength: 1, maxLength: 4 },
);

/** Plays both sides of a chat until its run has ended: the client that never left is the measure. */
async function playChat(world: UIWorld, isGenerous: boolean): Promise<PlainChat> {
  const chat = world.chat({ id: "chat" });
  await chat.sendMessage({ text: "Go" });
  for (let round = 0; round < 6; round++) {
    const parts = (chat.lastMessage?.parts ?? []) as {
      type: string;
      state?: string;
      toolCallId: string;
      approval?: { id: string };
    }[];
    const waiting = parts.filter(({ state }) => state === "input-available");
    const asked = parts.filter(({ state }) => state === "approval-requested");
    if (waiting.length + asked.length === 0) return chat;
    for (const { toolCallId } of waiting) {
      if (isGenerous) await chat.addToolOutput({ tool: "theirs", toolCallId, output: { n: 1 } });
      else
        await chat.addToolOutput({
          tool: "theirs",
          toolCallId,
          state: "output-error",
          errorText: "Not now.",
        });
    }
    for (const { approval } of asked) {
      const id = approval?.id ?? "";
      await chat.addToolApprovalResponse(
        isGenerous ? { id, approved: true } : { id, approved: false, reason: "Too risky." },
      );
    }
    await chat.sendMessage();
  }
  return chat;
}

it("whoever reads an answer, live, late, resuming anywhere or loading the chat, has the same message", async () => {
  await fc.assert(
    fc.asyncProperty(
      answers,
      fc.boolean(),
      fc.array(fc.nat(), { maxLength: 3 }),
      async (turns, isGenerous, cuts) => {
        const world = await uiWorld(turns);
        const { inhouse } = world;
        const chat = await playChat(world, isGenerous);
        const live = (chat.transcript as unknown[])[1] as UIMessage | undefined;
        expect(await world.messages("chat")).toEqual(chat.transcript);

        const runId = live?.id ?? "";
        const { chunks, ends } = await readAll(inhouse, runId);
        const replay = compactChunks(chunks);
        const whole = await clientView(replay, []);
        expect(whole).toEqual({ message: live, called: [] });
        for (const cut of cuts) {
          // A client that left in the middle has what came until then, and is sent the rest behind a compacted beginning.
          const at = ends[cut % ends.length] ?? 0;
          const begun = buildMessage(compactChunks(chunks.slice(0, at)));
          const rest = chunks
            .slice(at)
            .filter(({ type }, index, all) => type !== "finish" || index >= all.length - 2);
          const resumed = [...compactChunks(chunks.slice(0, at)), ...rest];
          const { message } = await clientView(
            resumed,
            begun === undefined ? [] : [begun as UIMessage],
          );
          expect(message).toEqual(live);
        }
        const { data } = await inhouse.messages.list(
          (await inhouse.runs.retrieve(runId)).threadId,
          { order: "asc", runId },
        );
        const stored = data.flatMap(({ content }) =>
          content.flatMap((one) => (one.type === "text" ? [one.text] : [])),
        );
        const shown = live?.parts.flatMap((one) => (one.type === "text" ? [one.text] : [])) ?? [];
        expect(shown).toEqual(stored);
        await inhouse.close();
      },
    ),
    { numRuns: Number(process.env.UI_CASES ?? 60) },
  );
}, 600_000);
