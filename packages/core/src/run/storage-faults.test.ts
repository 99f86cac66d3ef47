import type { RunEvent } from "@inhouse/contracts";
import { RunTransitionError, StorageConflictError } from "@inhouse/contracts";
import type { Turn } from "@inhouse/model-scripted";
import { reasoning, text, toolCall } from "@inhouse/model-scripted";
import type { CommitFate } from "@inhouse/testing";
import { expectSound } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";

const fates: readonly CommitFate[] = ["lost", "doubtful", "written", "conflict"];

/** What a caller commits before the run's own commits begin: the assistant, and the thread with the run. */
const callersCommits = 2;

function answerTo(turns: number): Turn {
  if (turns > 0) return [text("Done."), text(" Really.")];
  return [reasoning("Hm."), text("Let me see."), toolCall("act", {}), toolCall("act", {}), "Soon."];
}

function startActing(): Engine & { readonly acts: string[] } {
  const acts: string[] = [];
  const act = anyTool("act", (_, { idempotencyKey }) => {
    acts.push(idempotencyKey);
    return "ok";
  });
  const engine = startEngine(({ toolResults }) => answerTo(toolResults.length), { tools: [act] });
  return { ...engine, acts };
}

async function readAll(engine: Engine, runId: string): Promise<readonly RunEvent[] | "void"> {
  try {
    return await engine.events(runId, { until: "end" });
  } catch (error) {
    expect(error).toBeInstanceOf(StorageConflictError);
    return "void";
  }
}

/** A run has four commits here, and a few more when some of them fail. */
describe.each([1, 2, 3, 4, 5])("the run's commit no. %d", (n) => {
  it.each(fates)("is %s once, and the run goes on as if nothing had been", async (fate) => {
    const engine = startActing();
    engine.storage.fate = ({ number }) => (number === callersCommits + n ? fate : "fine");
    const { id } = await engine.start();
    const live = readAll(engine, id);
    await engine.clock.until(engine.inhouse.runs.wait(id));
    expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "completed" });
    expect(await live).toEqual(await engine.events(id));
    expect(new Set(engine.acts).size).toBe(2);
    expect(engine.acts).toHaveLength(2);
  });

  const many = fates.flatMap((fate) => [5, 12].map((count) => [count, fate] as const));
  it.each(many)(
    "and so many from there (%d) are %s, and the run still ends once",
    async (count, fate) => {
      const engine = startActing();
      const first = callersCommits + n;
      engine.storage.fate = ({ number }) =>
        number >= first && number < first + count ? fate : "fine";
      const { id, threadId } = await engine.start();
      const live = readAll(engine, id);
      await engine.clock.until(engine.inhouse.runs.wait(id));
      const run = await expectSound(engine.inhouse, id);
      expect(["completed", "failed"]).toContain(run.status);
      // A run that cannot be claimed waits until it can.
      if (n === 1) expect(run.status).toBe("completed");
      const seen = await engine.clock.until(live);
      if (seen !== "void") expect(seen).toEqual(await engine.events(id));
      // A tool whose outcome nobody knows is not run again.
      expect(new Set(engine.acts).size).toBe(engine.acts.length);
      engine.storage.fate = () => "fine";
      await engine.inhouse.messages.create(threadId, { content: "The thread is free." });
    },
  );
});

it("goes on when reading fails for a while behind a commit that nobody knows of", async () => {
  const engine = startActing();
  engine.storage.fate = ({ number }) => {
    if (number !== callersCommits + 2) return "fine";
    engine.storage.isBlind = true;
    engine.clock.setTimer(200, () => {
      engine.storage.isBlind = false;
    });
    return "written";
  };
  const { id } = await engine.start();
  await engine.clock.until(engine.inhouse.runs.wait(id));
  expect(await expectSound(engine.inhouse, id)).toMatchObject({ status: "completed" });
  expect(engine.acts).toHaveLength(2);
});

it("tells of faults under a running run", async () => {
  const engine = startActing();
  engine.storage.fate = ({ number }) => (number > 3 && number < 12 ? "lost" : "fine");
  const { id } = await engine.start();
  await engine.clock.until(engine.inhouse.runs.wait(id));
  expect(engine.faults.length).toBeGreaterThan(0);
});

it("ends every run on a storage where any commit may fail in any way", async () => {
  for (let seed = 1; seed <= 30; seed++) {
    let state = seed;
    const engine = startActing();
    engine.storage.fate = ({ number }) => {
      state = (state * 48_271) % 2_147_483_647;
      const isTried = number > callersCommits && state % 5 < 2;
      return isTried ? (fates[state % fates.length] ?? "fine") : "fine";
    };
    const { id } = await engine.start();
    await engine.clock.until(engine.inhouse.runs.wait(id));
    engine.storage.fate = () => "fine";
    const run = await expectSound(engine.inhouse, id);
    expect(["completed", "failed"], `seed ${seed}`).toContain(run.status);
    expect(new Set(engine.acts).size, `seed ${seed}`).toBe(engine.acts.length);
  }
});

it("takes outputs once, whatever becomes of the commit", async () => {
  for (const fate of fates) {
    const engine = startEngine(({ toolResults }) => answerTo(toolResults.length), {
      definitions: [externalTool("act")],
    });
    const { inhouse, storage, clock } = engine;
    const { id } = await engine.start();
    const { requiredAction } = await inhouse.runs.wait(id);
    const toolOutputs = (requiredAction?.toolCalls ?? []).map((call) => ({
      toolCallId: call.id,
      output: "ok",
    }));
    const next = storage.commits.length + 1;
    storage.fate = ({ number }) => (number === next ? fate : "fine");
    const submit = () => inhouse.runs.submitToolOutputs(id, { toolOutputs });
    const isTaken = await submit().then(
      () => true,
      () => false,
    );
    // A caller that does not know asks again, and learns from the answer.
    if (fate === "written") await expect(submit()).rejects.toBeInstanceOf(RunTransitionError);
    else if (!isTaken) await submit();
    await clock.until(inhouse.runs.wait(id, { until: "end" }));
    expect(await expectSound(inhouse, id)).toMatchObject({ status: "completed" });
  }
});
