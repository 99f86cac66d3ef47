import type { RunEvent, Storage } from "@inhouse/contracts";
import type { Script, ScriptedModel, Turn } from "@inhouse/model-scripted";
import { reasoning, scriptedModel, text, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { CommitFate } from "@inhouse/testing";
import { expectSound, quiet, VirtualClock } from "@inhouse/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Engine, EngineOptions } from "../test-support/engine.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";
import { randomAnswers } from "../test-support/random-answers.ts";
import { pause } from "./pause.ts";

const settings = { leaseMs: 15_000, modelIdleMs: 10_000_000 };
const story = "It was a dark and stormy night; the rain fell in torrents.";

/** A model that says eight characters every 20 milliseconds. */
function slowModel(script: Script, clock: VirtualClock): ScriptedModel {
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await pause(clock, ms, signal);
    signal.throwIfAborted();
  };
  return scriptedModel(script, { chunkSize: 8, chunkDelayMs: 20, sleep });
}

function startSlow(script: Script, options: EngineOptions & { clock: VirtualClock }): Engine {
  const models = { demo: slowModel(script, options.clock) };
  return startEngine(script, { settings, ...options, models });
}

/** What a reader would show: each message that is not void, as its deltas make it. */
function shownTexts(events: readonly RunEvent[]): readonly string[] {
  const texts = new Map<string, string>();
  for (const event of events) {
    if (event.type === "thread.message.deleted") texts.delete(event.data.messageId);
    if (event.type !== "thread.message.delta" || event.data.type !== "text") continue;
    const { messageId, text: more } = event.data;
    texts.set(messageId, (texts.get(messageId) ?? "") + more);
  }
  return [...texts.values()];
}

/** @returns the first number in each record of a run's log */
async function logRecords({ inner }: Engine, parent: string): Promise<readonly number[]> {
  const query = { tenant: "default", kind: "run_log", parent, order: "asc", limit: 1_000 } as const;
  return (await inner.list(query)).map((record) => record.sequence);
}

describe("on a shared storage", () => {
  it("an answer is seen from another process while it is written, with the same numbers as later", async () => {
    const clock = new VirtualClock();
    const both = { inner: memoryStorage(), shared: true, clock };
    const owner = startSlow([story], both);
    const other = startSlow([], both);
    const { id } = await owner.start();
    // Of eight pieces some are said by then.
    await clock.advance(110);
    const seen: RunEvent[] = [];
    const reading = (async () => {
      for await (const event of other.inhouse.runs.stream(id)) seen.push(event);
    })();
    await quiet();
    expect((await owner.inhouse.runs.retrieve(id)).status).toBe("in_progress");
    expect(story).toContain(shownTexts(seen)[0] ?? "none");
    await clock.until(reading);
    expect(seen).toEqual(await owner.events(id));
    expect(shownTexts(seen)).toEqual([story]);
    await expectSound(other.inhouse, id);
  });

  it("what was stored in batches is one record when the step has ended", async () => {
    const clock = new VirtualClock();
    const options = { shared: true, clock };
    const engine = startSlow([[text(story), reasoning(story), toolCall("act")], "Done."], {
      ...options,
      tools: [anyTool("act", () => "ok")],
    });
    const { id } = await engine.start();
    await clock.advance(200);
    expect((await logRecords(engine, id)).length).toBeGreaterThan(4);
    await clock.until(engine.inhouse.runs.wait(id));
    // Created; claimed; the answer with its call; the outcome; the second answer.
    expect(await logRecords(engine, id)).toHaveLength(5);
    await expectSound(engine.inhouse, id);
  });

  it("an answer that is whole at once costs no further commit", async () => {
    const engine = startEngine([story], { shared: true, settings });
    const { id } = await engine.start();
    await quiet();
    expect((await engine.inhouse.runs.retrieve(id)).status).toBe("completed");
    expect(engine.storage.commits).toHaveLength(4);
  });

  it.each<[string, Turn]>([
    ["text", [text(story)]],
    ["thoughts before anything else", [reasoning(story), text("Then.")]],
    ["a call's arguments", [text("I look."), toolCall("act", { story })]],
    ["text behind a call", [toolCall("act"), text(story)]],
  ])("a reader sees where a dead owner's %s ends and the next attempt begins", async (_, turn) => {
    const clock = new VirtualClock();
    const both = {
      inner: memoryStorage(),
      shared: true,
      clock,
      tools: [anyTool("act", () => "ok")],
    };
    const owner = startSlow([turn], both);
    const { id, threadId } = await owner.start();
    await clock.advance(120);
    const stored = await logRecords(owner, id);
    owner.kill();
    const heir = startSlow(["The whole answer."], both);
    const seen = heir.events(id, { until: "end" });
    await clock.until(seen);
    expect(await expectSound(heir.inhouse, id)).toMatchObject({ status: "completed" });
    expect(shownTexts(await seen)).toEqual(["The whole answer."]);
    const boundary = (await seen).findIndex(({ type }) => type === "thread.run.step.failed");
    // What the owner had stored stays where it was, and its end comes right behind it.
    expect((await seen)[boundary]?.sequence).toBeGreaterThan(stored.at(-1) ?? 0);
    const messages = await heir.inhouse.messages.list(threadId, { runId: id });
    expect(messages.data).toHaveLength(1);
    // Created; claimed by each; the answer.
    expect(await logRecords(heir, id)).toHaveLength(4);
  });

  it.each(["cancel", "expire"] as const)(
    "a dead owner's answer ends with its run, when nobody goes on with it: %s",
    async (how) => {
      const clock = new VirtualClock();
      const both = { inner: memoryStorage(), shared: true, clock };
      const owner = startSlow([story], {
        ...both,
        settings: { ...settings, runExpiryMs: how === "expire" ? 10_000 : 600_000 },
      });
      const { id } = await owner.start();
      await clock.advance(120);
      owner.kill();
      const heir = startSlow([], both);
      if (how === "cancel") await heir.inhouse.runs.cancel(id);
      const run = await clock.until(heir.inhouse.runs.wait(id, { until: "end" }));
      expect(run.status).toBe(how === "cancel" ? "cancelled" : "expired");
      await expectSound(heir.inhouse, id);
      expect(shownTexts(await heir.events(id))).toEqual([]);
    },
  );

  it.each<CommitFate>(["lost", "doubtful", "written", "conflict"])(
    "a flush that is %s changes nothing of what is told in the end",
    async (fate) => {
      for (let n = 4; n < 9; n++) {
        const clock = new VirtualClock();
        const engine = startSlow([story], { clock, shared: true });
        engine.storage.fate = ({ number }) => (number === n ? fate : "fine");
        const { id } = await engine.start();
        await clock.until(engine.inhouse.runs.wait(id));
        expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "completed" });
        expect(shownTexts(await engine.events(id))).toEqual([story]);
      }
    },
  );

  it("whatever is being said when its process dies, the log goes on by the grammar", async () => {
    await fc.assert(fc.asyncProperty(randomAnswers, fc.integer({ min: 1, max: 40 }), dieAndGoOn), {
      numRuns: 150,
    });
  });
});

/** Kills the owner at one of its commits, with or without it, and lets another one finish the run. */
async function dieAndGoOn(answers: readonly Turn[], commit: number): Promise<void> {
  const clock = new VirtualClock();
  const tools = ["ours", "failing"].map((name) => anyTool(name, () => "ok"));
  const both = { inner: memoryStorage(), shared: true, clock, tools };
  const script: Script = ({ callIndex }) => answers[callIndex] ?? "The end.";
  const owner = startSlow(script, both);
  const { id } = await owner.start();
  const reader = startSlow(() => "The heir's end.", both);
  const seen = reader.events(id, { until: "end" });
  owner.storage.fate = ({ number }) => {
    if (number >= commit + 2) owner.kill();
    return "fine";
  };
  await clock.until(seen);
  await expectSound(reader.inhouse, id);
  const events = await reader.events(id);
  expect(await seen).toEqual(events);
  const { threadId } = await reader.inhouse.runs.retrieve(id);
  const page = { runId: id, order: "asc", limit: 100 } as const;
  const messages = await reader.inhouse.messages.list(threadId, page);
  const told = messages.data.flatMap(({ content }) =>
    content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join(""),
  );
  expect(shownTexts(events)).toEqual(told.filter((one) => one !== ""));
}

describe("on a storage of one process that outlives it", () => {
  const durable = (): Storage => ({
    ...memoryStorage(),
    capabilities: { shared: false, durable: true },
  });

  it("nothing is stored ahead while nobody reads, and in batches as soon as somebody does", async () => {
    const clock = new VirtualClock();
    const engine = startSlow([story, story], { clock, inner: durable() });
    const { inhouse, storage } = engine;
    const first = await engine.start();
    await clock.until(inhouse.runs.wait(first.id));
    expect(storage.commits).toHaveLength(4);
    const second = await engine.start();
    const seen = engine.events(second.id);
    await clock.until(seen);
    expect(storage.commits.length).toBeGreaterThan(8 + 1);
    expect(shownTexts(await seen)).toEqual([story]);
    await expectSound(inhouse, second.id);
  });
});
