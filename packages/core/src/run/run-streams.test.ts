import type { RunEvent } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { Turn } from "@inhouse/model-scripted";
import { hang, text } from "@inhouse/model-scripted";
import { expectSound, quiet, watchRun } from "@inhouse/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { anyTool, externalTool, startEngine } from "../test-support/engine.ts";
import { randomAnswers } from "../test-support/random-answers.ts";

function startRandom(answers: readonly Turn[]): Engine {
  const tools = [
    anyTool("ours", async (_, { onOutput }) => {
      onOutput({ stream: "stdout", text: "working" });
      await quiet(1);
      return "ok";
    }),
    anyTool("failing", () => {
      throw new Error("No.");
    }),
    anyTool("asked", () => "allowed", { needsApproval: true }),
  ];
  const names = ["ours", "failing", "asked", "theirs"];
  // The last answer is whole, so that every run comes to an end of its own.
  const script = ({ callIndex }: { callIndex: number }): Turn => answers[callIndex] ?? "The end.";
  return startEngine(script, { tools, definitions: names.map(externalTool) });
}

/** Gives a run all that it waits for until it ends. */
async function finishRun({ inhouse, clock }: Engine, id: string): Promise<void> {
  for (;;) {
    const { requiredAction } = await clock.until(inhouse.runs.wait(id));
    if (requiredAction === null) return;
    const { toolCalls, approvals } = requiredAction;
    await inhouse.runs.submitToolOutputs(id, {
      toolOutputs: toolCalls.map((call) => ({ toolCallId: call.id, output: "ok" })),
      approvals: approvals.map(({ toolCall, inputHash }, index) => ({
        toolCallId: toolCall.id,
        inputHash,
        approved: index % 2 === 0,
      })),
    });
  }
}

it("tells every reader the same, by the grammar, live and late and from any place", async () => {
  await fc.assert(
    fc.asyncProperty(randomAnswers, async (answers) => {
      const engine = startRandom(answers);
      const { inhouse, events, start } = engine;
      const { id } = await start();
      const [live, other] = await Promise.all([
        watchRun(inhouse, id, "end"),
        events(id, { until: "end" }),
        finishRun(engine, id),
      ]);
      await expectSound(inhouse, id);
      const late = await events(id);
      expect(live).toEqual(late);
      expect(other).toEqual(late);
      for (let after = 0; after <= late.length + 1; after++) {
        expect(await events(id, { after })).toEqual(late.slice(after));
      }
    }),
    { numRuns: 60 },
  );
});

it("stops at a pause, or goes on over it, as the reader asks", async () => {
  const engine = startEngine(
    ({ toolResults }) =>
      toolResults.length === 0 ? { type: "tool-call", name: "ask", input: {} } : "Done.",
    { definitions: [externalTool("ask")] },
  );
  const { events, start } = engine;
  const { id } = await start();
  const over = events(id, { until: "end" });
  const first = await events(id);
  expect(first.at(-1)?.type).toBe("thread.run.requires_action");
  await finishRun(engine, id);
  expect((await over).slice(0, first.length)).toEqual(first);
  expect(await events(id, { after: first.length })).toEqual((await over).slice(first.length));
});

it("ends a reader whose signal aborts, while it waits and while it reads", async () => {
  const { inhouse, start } = startEngine([[text("Half of it"), hang()]]);
  const { id } = await start();
  const leaving = new AbortController();
  const seen: RunEvent[] = [];
  const reading = (async () => {
    for await (const event of inhouse.runs.stream(id, { signal: leaving.signal })) seen.push(event);
  })();
  await quiet();
  expect(seen.length).toBeGreaterThan(5);
  leaving.abort(new Error("Enough."));
  await expect(reading).rejects.toThrow("Enough.");
  await expect(inhouse.runs.stream(id, { signal: leaving.signal }).next()).rejects.toThrow(
    "Enough.",
  );
  await expect(inhouse.runs.wait(id, { signal: leaving.signal })).rejects.toThrow("Enough.");
  expect((await inhouse.runs.retrieve(id)).status).toBe("in_progress");
});

it("knows no run that is not there, and none of another tenant", async () => {
  const { inhouse, start } = startEngine(["Hello."]);
  const { id } = await start();
  for (const [tenant, runId] of [
    [inhouse, "run_000000000000000000000000"],
    [inhouse.forTenant("other"), id],
  ] as const) {
    await expect(tenant.runs.stream(runId).next()).rejects.toBeInstanceOf(NotFoundError);
    await expect(tenant.runs.wait(runId)).rejects.toBeInstanceOf(NotFoundError);
  }
});

it("serves a reader that is slower than the run, and many that are not", async () => {
  const long = Array.from({ length: 2_000 }, (_, index) => `word${index} `).join("");
  const { inhouse, start, events } = startEngine([text(long)]);
  const { id } = await start();
  const slow = inhouse.runs.stream(id)[Symbol.asyncIterator]();
  const read = [(await slow.next()).value];
  const readers = Array.from({ length: 20 }, () => events(id));
  await inhouse.runs.wait(id);
  for (;;) {
    const { done, value } = await slow.next();
    if (done === true) break;
    read.push(value);
  }
  expect(read.length).toBeGreaterThan(1_000);
  for (const one of await Promise.all(readers)) expect(one).toEqual(read);
});
