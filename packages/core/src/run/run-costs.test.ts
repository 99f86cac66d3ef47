import { text, toolCall } from "@inhouse/model-scripted";
import { quiet } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

const act = anyTool("act", () => "ok");

/** What one run costs the storage, from its creation to its end, with nobody looking. */
async function costOf(engine: Engine, threadId: string, assistantId: string) {
  engine.storage.resetCounts();
  await engine.inhouse.runs.create(threadId, {
    assistantId,
    additionalMessages: [{ content: "Go." }],
  });
  await quiet();
  const { commits, reads, recordsRead } = engine.storage;
  const bytes = JSON.stringify(commits.map((commit) => commit.writes)).length;
  return { commits: commits.length - 1, reads, recordsRead, bytes };
}

describe("behind the commit that creates it, a run makes", () => {
  it("two commits for a plain answer, with seven reads", async () => {
    const engine = startEngine(() => "Hello.");
    const first = await engine.start();
    await engine.inhouse.runs.wait(first.id);
    expect(await costOf(engine, first.threadId, first.assistantId)).toMatchObject({
      commits: 2,
      reads: 7,
    });
  });

  it("four commits with one round of tools, with eight reads", async () => {
    const engine = startEngine(
      ({ toolResults }) =>
        toolResults.length === 0 ? [text("Now."), toolCall("act"), toolCall("act")] : "Done.",
      { tools: [act] },
    );
    const first = await engine.start();
    await engine.inhouse.runs.wait(first.id);
    expect(await costOf(engine, first.threadId, first.assistantId)).toMatchObject({
      commits: 4,
      reads: 8,
    });
  });

  it("two commits until it waits for the caller, and three more with the outputs", async () => {
    const engine = startEngine(
      ({ toolResults }) => (toolResults.length === 0 ? toolCall("ask") : "Done."),
      { definitions: [externalTool("ask")] },
    );
    const { storage, inhouse } = engine;
    const { id } = await engine.start();
    const { requiredAction } = await inhouse.runs.wait(id);
    expect(storage.commits).toHaveLength(4);
    await inhouse.runs.submitToolOutputs(id, {
      toolOutputs: [{ toolCallId: requiredAction?.toolCalls[0]?.id ?? "", output: "" }],
    });
    await inhouse.runs.wait(id);
    expect(storage.commits).toHaveLength(7);
  });
});

it("costs no more on a long thread than on a short one", async () => {
  const engine = startEngine(
    ({ toolResults }) => (toolResults.length === 0 ? toolCall("act") : "Done."),
    { tools: [act] },
  );
  const { inhouse } = engine;
  const first = await engine.start();
  await inhouse.runs.wait(first.id);
  const { threadId, assistantId } = first;
  const input = {
    assistantId,
    truncationStrategy: { type: "last_messages", lastMessages: 4 },
  } as const;
  const more = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) await inhouse.messages.create(threadId, { content: "More." });
  };
  const costBehind = async (messages: number) => {
    await more(messages);
    await inhouse.runs.wait((await inhouse.runs.create(threadId, input)).id);
    await more(4);
    engine.storage.resetCounts();
    const { id } = await inhouse.runs.create(threadId, input);
    await quiet();
    const { commits, reads, recordsRead } = engine.storage;
    const bytes = JSON.stringify(commits.map((commit) => commit.writes)).length;
    expect((await inhouse.runs.retrieve(id)).status).toBe("completed");
    return { commits: commits.length, reads, recordsRead, bytes };
  };
  for (let i = 0; i < 10; i++) await costBehind(1);
  const short = await costBehind(10);
  const { bytes, ...long } = await costBehind(3_000);
  expect(long).toEqual({
    commits: short.commits,
    reads: short.reads,
    recordsRead: short.recordsRead,
  });
  // Sequence numbers have a few more digits.
  expect(bytes - short.bytes).toBeLessThan(200);
});

it("asks the storage nothing for those who wait while a run is executed here", async () => {
  const engine = startEngine([text("word ".repeat(500))]);
  const { id } = await engine.start();
  const waiting = Array.from({ length: 10 }, () => engine.inhouse.runs.wait(id));
  await Promise.all(waiting);
  // Each looks once before and once behind it; the run itself reads a few records.
  expect(engine.storage.reads).toBeLessThan(40);
});
