import { toolCall } from "@inhouse/model-scripted";
import type { CommitFate } from "@inhouse/testing";
import { quiet } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, startEngine } from "../test-support/engine.ts";

/** Long, for those who live on virtual time. */
const day = 600_000;

/** Every thread has a message, a run with a call, and a file that the tool made. */
function startWithFiles(): Engine {
  const act = anyTool("act", async (_, { files }) => {
    await files.create({ filename: "a.txt", mediaType: "text/plain", bytes: new Uint8Array(7) });
    return "ok";
  });
  return startEngine(
    ({ toolResults }) => (toolResults.length === 0 ? ["Now.", toolCall("act")] : "Done."),
    { tools: [act] },
  );
}

async function takeRun(engine: Engine): Promise<{ id: string; threadId: string }> {
  const run = await engine.start();
  await engine.clock.until(engine.inhouse.runs.wait(run.id));
  return run;
}

describe("measure", () => {
  it("counts records, files and bytes of one tenant", async () => {
    const engine = startWithFiles();
    const { storage } = engine.inhouse;
    const before = await storage.measure();
    expect(before.files).toEqual({ count: 0, bytes: 0 });
    await takeRun(engine);
    const { records, files, diskBytes } = await storage.measure();
    expect(records).toMatchObject({
      assistant: { count: 1 },
      thread: { count: 1 },
      message: { count: 3 },
      run: { count: 1 },
      step: { count: 3 },
      file: { count: 1 },
      blob_removal: { count: 0, bytes: 0 },
    });
    expect(records.message.bytes).toBeGreaterThan(500);
    const { run_log: logs, ...others } = records;
    const rest = Object.values(others).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(logs.bytes).toBeGreaterThan(rest - records.assistant.bytes);
    expect(files).toEqual({ count: 1, bytes: 7 });
    expect(diskBytes).toBeNull();
    const other = await engine.inhouse.forTenant("other").storage.measure();
    expect(Object.values(other.records).every(({ count }) => count === 0)).toBe(true);
  });
});

describe("deleting a thread", () => {
  it("leaves nothing of it: no message, run, step, log, file or byte", async () => {
    const engine = startWithFiles();
    const { inhouse } = engine;
    const empty = await inhouse.storage.measure();
    const { threadId } = await takeRun(engine);
    const { data } = await inhouse.files.list();
    await inhouse.threads.delete(threadId);
    const left = await inhouse.storage.measure();
    expect({ ...left.records, assistant: empty.records.assistant }).toEqual(empty.records);
    expect(left.files).toEqual({ count: 0, bytes: 0 });
    for (const { id } of data) {
      expect(await engine.inner.blobs.get(`default/${id}`)).toBeUndefined();
    }
    expect(data).toHaveLength(1);
  });
});

describe("a file that a tool makes while its thread is deleted", () => {
  /** A run whose tool waits, and then makes a file. */
  async function startMaking() {
    let goOn = (): void => undefined;
    const waiting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const outcomes: string[] = [];
    const act = anyTool("act", async (_, { files }) => {
      await waiting;
      const file = { filename: "a.txt", mediaType: "text/plain", bytes: new Uint8Array(7) };
      const made = files.create(file);
      await made.then(
        () => outcomes.push("made"),
        ({ code }) => outcomes.push(code),
      );
      return "ok";
    });
    const engine = startEngine([toolCall("act"), "Done."], { tools: [act] });
    const { threadId } = await engine.start();
    await quiet();
    return { engine, threadId, goOn, outcomes };
  }

  it("is refused once the thread is gone, and nothing of it stays", async () => {
    const { engine, threadId, goOn, outcomes } = await startMaking();
    const { inhouse, storage } = engine;
    storage.fate = async ({ writes }): Promise<CommitFate> => {
      if (writes.some((write) => "record" in write && write.record.kind === "file")) {
        storage.fate = () => "fine";
        await inhouse.threads.delete(threadId);
      }
      return "fine";
    };
    goOn();
    await quiet();
    expect(outcomes).toEqual(["not_found"]);
    const { records } = await inhouse.storage.measure();
    expect([records.file.count, records.blob_removal.count]).toEqual([0, 0]);
  });

  it("goes with the thread, also when who deletes it dies right behind that", async () => {
    const { engine, threadId, goOn, outcomes } = await startMaking();
    const { inhouse, storage, inner, clock } = engine;
    storage.fate = async ({ writes }): Promise<CommitFate> => {
      if (writes.some(({ type }) => type === "delete_partition")) {
        storage.fate = () => "fine";
        goOn();
        await quiet();
        expect(outcomes).toEqual(["made"]);
        storage.fate = ({ number }) => {
          // Behind the commit that deletes the thread nothing more is written.
          if (number > storage.commits.length - 1) engine.kill();
          return "fine";
        };
      }
      return "fine";
    };
    await inhouse.threads.delete(threadId).catch(() => undefined);
    engine.kill();
    const heir = startEngine([], { inner, clock });
    expect((await heir.inhouse.storage.measure()).records).toMatchObject({
      thread: { count: 0 },
      file: { count: 1 },
    });
    await clock.advance(2 * day);
    const { records, files } = await heir.inhouse.storage.measure();
    expect([records.file.count, records.blob_removal.count, files.count]).toEqual([0, 0, 0]);
  });
});

describe("prune", () => {
  it("deletes threads that nobody used for long, and no others", async () => {
    const engine = startWithFiles();
    const { inhouse, clock } = engine;
    const old = await takeRun(engine);
    const revived = await takeRun(engine);
    const waiting = await inhouse.threads.create();
    await clock.advance(10 * day);
    await inhouse.messages.create(revived.threadId, { content: "Still there?" });
    const fresh = await takeRun(engine);
    const seen: number[] = [];
    const report = await inhouse.storage.prune({
      threadsIdleForMs: 5 * day,
      onProgress: ({ threads }) => seen.push(threads),
    });
    expect(report).toEqual({ looked: 3, threads: 2, runLogs: 0 });
    expect(seen).toEqual([1, 1, 2]);
    const left = (await inhouse.threads.list()).data.map(({ id }) => id);
    expect(left).toEqual([fresh.threadId, revived.threadId]);
    expect(left).not.toContain(waiting.id);
    await expect(inhouse.runs.retrieve(old.id)).rejects.toMatchObject({ code: "not_found" });
    expect((await inhouse.storage.measure()).files.count).toBe(2);
  });

  it("deletes no thread that gets a message while it looks", async () => {
    const engine = startWithFiles();
    const { inhouse, clock, storage } = engine;
    const { threadId } = await takeRun(engine);
    await clock.advance(10 * day);
    storage.fate = async ({ writes }): Promise<CommitFate> => {
      if (writes.some(({ type }) => type === "delete_partition")) {
        storage.fate = () => "fine";
        await inhouse.messages.create(threadId, { content: "Wait!" });
      }
      return "fine";
    };
    expect(await inhouse.storage.prune({ threadsIdleForMs: day })).toMatchObject({ threads: 0 });
    expect((await inhouse.messages.list(threadId)).data[0]?.content).toMatchObject([
      { text: "Wait!" },
    ]);
  });

  it("deletes the logs of old runs, which can be retrieved and not be streamed any more", async () => {
    const engine = startWithFiles();
    const { inhouse, clock } = engine;
    const old = await takeRun(engine);
    await clock.advance(10 * day);
    const fresh = await takeRun(engine);
    expect(await inhouse.storage.prune({ runLogsOlderThanMs: day })).toEqual({
      looked: 1,
      threads: 0,
      runLogs: 1,
    });
    expect(await inhouse.runs.retrieve(old.id)).toMatchObject({ status: "completed" });
    expect((await inhouse.messages.list(old.threadId)).data).toHaveLength(3);
    expect((await inhouse.runs.steps.list(old.id)).data).toHaveLength(3);
    await expect(engine.events(old.id)).rejects.toMatchObject({
      code: "not_found",
      resource: "run_log",
    });
    expect((await engine.events(fresh.id)).at(-1)?.type).toBe("thread.run.completed");
    expect(await inhouse.storage.prune({ runLogsOlderThanMs: day })).toMatchObject({ runLogs: 0 });
  });

  it("leaves threads alone whose run goes on", async () => {
    const { inhouse, clock, start } = startEngine([toolCall("ask")], {
      definitions: [{ type: "function", function: { name: "ask" } }],
      settings: { runExpiryMs: 100 * day },
    });
    const { threadId } = await start();
    await clock.advance(10 * day);
    const both = { threadsIdleForMs: day, runLogsOlderThanMs: day };
    expect(await inhouse.storage.prune(both)).toEqual({ looked: 1, threads: 0, runLogs: 0 });
    expect(await inhouse.threads.retrieve(threadId)).toBeDefined();
  });

  it("stops between two threads when it is told to, and takes no nonsense", async () => {
    const engine = startWithFiles();
    const { inhouse, clock } = engine;
    await takeRun(engine);
    await takeRun(engine);
    await clock.advance(10 * day);
    const aborter = new AbortController();
    const pruning = inhouse.storage.prune({
      threadsIdleForMs: day,
      signal: aborter.signal,
      onProgress: () => aborter.abort(),
    });
    await expect(pruning).rejects.toMatchObject({ name: "AbortError" });
    expect((await inhouse.threads.list()).data).toHaveLength(1);
    await expect(inhouse.storage.prune({ threadsIdleForMs: -1 })).rejects.toMatchObject({
      code: "invalid_input",
      param: "threadsIdleForMs",
    });
  });
});
