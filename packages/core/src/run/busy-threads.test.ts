import type { JsonObject, Run } from "@inhouse/contracts";
import { ThreadLockedError } from "@inhouse/contracts";
import type { Turn, TurnRequest } from "@inhouse/model-scripted";
import { hang, text, toolCall } from "@inhouse/model-scripted";
import { expectSound, quiet } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { externalTool, startEngine } from "../test-support/engine.ts";
import type { CreateRun } from "./run-input.ts";

/** Says what it was last told, and does what that asks for. */
function script({ lastUserText, toolResults }: TurnRequest): Turn {
  if (lastUserText === "hang") return [text("Half"), hang()];
  if (lastUserText === "ask" && toolResults.length === 0) return toolCall("ask");
  return `You said ${lastUserText}.`;
}

const definitions = [externalTool("ask")];

/** A thread with an active run that was told this. */
async function startBusy(told: string): Promise<Engine & { readonly active: Run }> {
  const engine = startEngine(script, { definitions });
  const active = await engine.start({ thread: { messages: [{ content: told }] } });
  await quiet();
  return { ...engine, active };
}

function next(content: string, whenBusy: CreateRun["whenBusy"], { assistantId }: Run): CreateRun {
  return { assistantId, additionalMessages: [{ content }], ...(whenBusy && { whenBusy }) };
}

async function texts({ inhouse }: Engine, { threadId }: Run): Promise<readonly string[]> {
  const { data } = await inhouse.messages.list(threadId, { order: "asc" });
  return data.flatMap(({ content }) =>
    content.map((part) => (part.type === "text" ? part.text : "")),
  );
}

describe("a thread with an active run", () => {
  it.each(["hang", "ask"])(
    "that was told to %s refuses another one, and its messages",
    async (told) => {
      const { inhouse, active } = await startBusy(told);
      const { threadId, id } = active;
      const refused = new ThreadLockedError(threadId, id, "create a run");
      await expect(inhouse.runs.create(threadId, next("more", undefined, active))).rejects.toEqual(
        refused,
      );
      await expect(inhouse.messages.create(threadId, { content: "more" })).rejects.toBeInstanceOf(
        ThreadLockedError,
      );
      expect((await inhouse.messages.list(threadId)).data).toHaveLength(1);
      expect((await inhouse.runs.list(threadId)).data).toHaveLength(1);
    },
  );

  it("gives one of many that come at once the thread", async () => {
    const { inhouse, start } = startEngine(() => hang());
    const { threadId, assistantId, id } = await start();
    await inhouse.runs.cancel(id);
    const created = await Promise.allSettled(
      Array.from({ length: 8 }, () => inhouse.runs.create(threadId, { assistantId })),
    );
    expect(created.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
});

describe("runs in a queue", () => {
  it("come one after the other, each with its messages when its turn comes", async () => {
    const busy = await startBusy("ask");
    const { inhouse, active } = busy;
    const second = await inhouse.runs.create(active.threadId, next("two", "queue", active));
    const third = await inhouse.runs.create(active.threadId, next("three", "queue", active));
    await quiet();
    expect(await texts(busy, active)).toEqual(["ask"]);
    expect((await inhouse.runs.retrieve(second.id)).status).toBe("queued");
    const { requiredAction } = await inhouse.runs.wait(active.id);
    await inhouse.runs.submitToolOutputs(active.id, {
      toolOutputs: [{ toolCallId: requiredAction?.toolCalls[0]?.id ?? "", output: "ok" }],
    });
    await inhouse.runs.wait(third.id);
    expect(await texts(busy, active)).toEqual([
      "ask",
      "You said ask.",
      "two",
      "You said two.",
      "three",
      "You said three.",
    ]);
    for (const run of [active, second, third]) {
      expect(await expectSound(inhouse, run.id)).toMatchObject({ status: "completed" });
    }
  });

  it("move up when one of them is cancelled, or the active one is", async () => {
    const { inhouse, active } = await startBusy("hang");
    const second = await inhouse.runs.create(active.threadId, next("two", "queue", active));
    const third = await inhouse.runs.create(active.threadId, next("three", "queue", active));
    await inhouse.runs.cancel(second.id);
    await inhouse.runs.cancel(active.id);
    expect(await inhouse.runs.wait(third.id)).toMatchObject({ status: "completed" });
    await expectSound(inhouse, second.id);
    await expectSound(inhouse, active.id);
  });

  it("run at once on a thread that is free", async () => {
    const { inhouse, active } = await startBusy("one");
    await inhouse.runs.wait(active.id);
    const second = await inhouse.runs.create(active.threadId, next("two", "queue", active));
    expect(await inhouse.runs.wait(second.id)).toMatchObject({ status: "completed" });
  });
});

describe("a run that interrupts", () => {
  it.each(["hang", "ask"])(
    "cancels the active one that was told to %s, and comes before the queue",
    async (told) => {
      const busy = await startBusy(told);
      const { inhouse, active } = busy;
      const queued = await inhouse.runs.create(active.threadId, next("later", "queue", active));
      const urgent = await inhouse.runs.create(active.threadId, next("now", "interrupt", active));
      await inhouse.runs.wait(queued.id);
      expect(await expectSound(inhouse, active.id)).toMatchObject({ status: "cancelled" });
      expect(await expectSound(inhouse, urgent.id)).toMatchObject({ status: "completed" });
      expect((await texts(busy, active)).slice(-4)).toEqual([
        "now",
        "You said now.",
        "later",
        "You said later.",
      ]);
    },
  );

  it("cancels one that has not begun", async () => {
    const engine = startEngine(script, { settings: { concurrentRuns: 1 } });
    const { inhouse, start } = engine;
    const blocking = await start({ thread: { messages: [{ content: "hang" }] } });
    const waiting = await start({ thread: { messages: [{ content: "one" }] } });
    const urgent = await inhouse.runs.create(waiting.threadId, next("two", "interrupt", waiting));
    expect(await expectSound(inhouse, waiting.id)).toMatchObject({ status: "cancelled" });
    await inhouse.runs.cancel(blocking.id);
    expect(await inhouse.runs.wait(urgent.id)).toMatchObject({ status: "completed" });
    expect(await texts(engine, waiting)).toEqual(["one", "two", "You said two."]);
  });

  it("interrupts all the same when its process dies with the commit that created it", async () => {
    const { inhouse, active, storage, inner, kill } = await startBusy("hang");
    const commits = storage.commits.length;
    storage.fate = ({ number }) => {
      if (number > commits + 1) kill();
      return "fine";
    };
    // The caller hears that its process is dead.
    const urgent = inhouse.runs.create(active.threadId, next("now", "interrupt", active));
    await expect(urgent).rejects.toMatchObject({ code: "storage" });
    const heir = startEngine(script, { definitions, inner });
    await heir.clock.until(heir.inhouse.runs.wait(active.id, { until: "end" }));
    expect(await expectSound(heir.inhouse, active.id)).toMatchObject({ status: "cancelled" });
    const runs = await heir.inhouse.runs.list(active.threadId, { order: "asc" });
    const second = runs.data[1];
    expect(await heir.clock.until(heir.inhouse.runs.wait(second?.id ?? ""))).toMatchObject({
      status: "completed",
    });
  });

  it("needs nothing to interrupt", async () => {
    const { inhouse, active } = await startBusy("one");
    await inhouse.runs.wait(active.id);
    const second = await inhouse.runs.create(active.threadId, next("two", "interrupt", active));
    expect(await inhouse.runs.wait(second.id)).toMatchObject({ status: "completed" });
    expect((await inhouse.runs.retrieve(active.id)).status).toBe("completed");
  });
});

it("stops a run whose thread is deleted, and stores nothing of it", async () => {
  const { inhouse, active, inner, model } = await startBusy("hang");
  await inhouse.threads.delete(active.threadId);
  await quiet();
  expect(model.calls[0]?.outcome).toBe("aborted");
  for (const kind of ["thread", "message", "run", "step"] as const) {
    const query = { tenant: "default", kind, order: "asc", limit: 10 } as const;
    expect(await inner.list({ ...query, parent: active.threadId })).toEqual([]);
  }
  expect(await inner.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit: 10 })).toEqual([]);
});

it("says so when a broken storage goes on naming a run that has ended, instead of asking it for ever", async () => {
  const { inhouse, active, inner } = await startBusy("one");
  await inhouse.runs.wait(active.id);
  const thread = await inner.get("default", "thread", active.threadId);
  if (thread === undefined) throw new Error("the thread is gone");
  const value = { ...(thread.value as JsonObject), activeRunId: active.id };
  await inner.commit("default", [
    { type: "update", record: { ...thread, version: thread.version + 1, value } },
  ]);
  const corrupt = { code: "storage_corrupt", location: `thread ${active.threadId}` };
  await expect(
    inhouse.runs.create(active.threadId, next("two", undefined, active)),
  ).rejects.toMatchObject(corrupt);
  await expect(inhouse.messages.create(active.threadId, { content: "two" })).rejects.toMatchObject(
    corrupt,
  );
});
