import type { Random } from "@inhouse/contracts";
import type { Turn, TurnPart } from "@inhouse/model-scripted";
import {
  contextOverflow,
  drop,
  eof,
  errorPart,
  fail,
  hang,
  malformedPart,
  reasoning,
  text,
  toolCall,
} from "@inhouse/model-scripted";
import { expectSound, watchRun } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { anyTool, startEngine } from "../test-support/engine.ts";

const longThread = {
  messages: Array.from({ length: 20 }, (_, index) => ({
    role: index % 2 === 0 ? ("user" as const) : ("assistant" as const),
    content: "word ".repeat(100),
  })),
};

const never = anyTool("look_up", () => {
  throw new Error("A call of a broken answer must not run");
});

const faults: Readonly<Record<string, TurnPart>> = {
  "a lost connection": drop(),
  "a stream that ends without its end": eof(),
  "an error part": errorPart({ status: 503 }),
  "a part that cannot be read": malformedPart(),
  silence: hang(),
};

const beginnings: Readonly<Record<string, readonly TurnPart[]>> = {
  "at the start": [],
  "in the thinking": [reasoning("Let me think about that.")],
  "in the text": [text("This is half of an")],
  "in a call": [text("Let me see."), toolCall("look_up", '{"word":')],
  "behind a call": [toolCall("look_up", { word: "x" })],
};

describe.each(Object.entries(faults))("%s", (_, fault) => {
  it.each(Object.entries(beginnings))("%s is overcome by another attempt", async (_, beginning) => {
    const script: Turn[] = [[...beginning, fault], "The whole answer."];
    const { inhouse, start, clock, model } = startEngine(script, { tools: [never] });
    const { id } = await start();
    await clock.until(watchRun(inhouse, id));
    const run = await expectSound(inhouse, id);
    expect(run).toMatchObject({ status: "completed", lastError: null });
    const messages = await inhouse.messages.list(run.threadId, { runId: id });
    expect(messages.data.map((message) => message.content)).toEqual([
      [{ type: "text", text: "The whole answer.", annotations: [] }],
    ]);
    // No later prompt shows the attempt that failed.
    expect(JSON.stringify(model.calls[1]?.options.prompt)).not.toMatch(/think|half|see/);
    model.assertComplete();
  });

  it("that never ceases fails the run, and keeps what was written last", async () => {
    const { inhouse, start, clock, model } = startEngine(() => ["Half of an answer", fault]);
    const { id } = await start();
    await clock.until(inhouse.runs.wait(id));
    const run = await expectSound(inhouse, id);
    expect(run).toMatchObject({ status: "failed", lastError: { code: "server_error" } });
    expect(run.usage).toMatchObject({ estimated: true });
    expect(model.calls).toHaveLength(3);
    const messages = await inhouse.messages.list(run.threadId, { runId: id });
    expect(messages.data).toMatchObject([
      {
        status: "incomplete",
        incompleteDetails: { reason: "run_failed" },
        content: [{ text: "Half of an answer" }],
      },
    ]);
  });
});

describe("a refused call", () => {
  it.each([
    [{ status: 429 }, "rate_limit_exceeded", 3],
    [{ status: 500 }, "server_error", 3],
    [{ status: 400, message: "That is no prompt." }, "invalid_prompt", 1],
    [{ status: 401 }, "server_error", 1],
  ])("with %o fails the run with %s after %d attempts", async (details, code, attempts) => {
    const { inhouse, start, clock, model } = startEngine(() => fail(details));
    const { id } = await start();
    await clock.until(inhouse.runs.wait(id));
    const run = await expectSound(inhouse, id);
    expect(run).toMatchObject({ status: "failed", lastError: { code }, usage: { totalTokens: 0 } });
    expect(model.calls).toHaveLength(attempts);
  });

  it("is tried again exactly when the provider asked for it", async () => {
    const script = [fail({ status: 429, retryAfterMs: 7_000 }), "Now."];
    const { inhouse, start, clock, model } = startEngine(script, { random: withoutJitter });
    const { id } = await start();
    await clock.advance(6_999);
    expect(model.calls).toHaveLength(1);
    await clock.advance(1);
    expect(model.calls).toHaveLength(2);
    expect(await inhouse.runs.wait(id)).toMatchObject({ status: "completed" });
  });

  it("for length is made once more, shorter, and fails the run if that is refused as well", async () => {
    for (const [script, status] of [
      [[contextOverflow(), "Short."], "completed"],
      [[contextOverflow(), contextOverflow()], "failed"],
      [[contextOverflow(), ["Half", drop()], "Whole."], "completed"],
      [[contextOverflow(), ["Half", drop()], contextOverflow()], "failed"],
    ] as const) {
      const { inhouse, start, clock, model } = startEngine(script);
      const { id } = await start({ thread: longThread });
      await clock.until(inhouse.runs.wait(id));
      const run = await expectSound(inhouse, id);
      expect(run.status).toBe(status);
      if (status === "failed") expect(run.lastError).toMatchObject({ code: "invalid_prompt" });
      const [first, ...later] = model.calls.map((call) => call.options.prompt.length);
      for (const length of later) expect(length).toBeLessThan(first ?? 0);
      model.assertComplete();
    }
  });

  it("for length in the middle of an answer makes that answer void", async () => {
    const overflow = errorPart({ status: 400, code: "context_length_exceeded" });
    const { inhouse, start, clock } = startEngine([["Half", overflow], "Whole."]);
    const { id } = await start({ thread: longThread });
    await clock.until(watchRun(inhouse, id));
    const run = await expectSound(inhouse, id);
    const messages = await inhouse.messages.list(run.threadId, { runId: id });
    expect(messages.data).toMatchObject([{ content: [{ text: "Whole." }] }]);
  });
});

it("makes a failed attempt void in this order", async () => {
  const { start, clock, events } = startEngine([["Half", drop()], "Whole."]);
  const { id } = await start();
  const log = await clock.until(events(id));
  const types = log.map((event) => event.type).filter((type) => !type.endsWith("delta"));
  expect(types.slice(4)).toEqual([
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.incomplete",
    "thread.message.deleted",
    "thread.run.step.failed",
    "thread.run.step.created",
    "thread.run.step.in_progress",
    "thread.message.created",
    "thread.message.in_progress",
    "thread.message.completed",
    "thread.run.step.completed",
    "thread.run.completed",
  ]);
});

it("binds the attempt behind a failed one to the same tool choice", async () => {
  const script = [["Half", drop()], toolCall("look_up", { word: "x" }), "Whole."];
  const { inhouse, start, clock, model } = startEngine(script, { tools: [never] });
  const { id } = await start({ toolChoice: "required" });
  await clock.until(inhouse.runs.wait(id));
  const choices = model.calls.map((call) => call.request.toolChoice.type);
  expect(choices).toEqual(["required", "required", "auto"]);
});

it("counts a failed attempt's tokens, but not its step", async () => {
  const { inhouse, start, clock } = startEngine([["Half", drop()], "Whole."]);
  const { id } = await start({ maxSteps: 1 });
  await clock.until(inhouse.runs.wait(id));
  const run = await expectSound(inhouse, id);
  expect(run).toMatchObject({ status: "completed", usage: { estimated: true } });
  const steps = await inhouse.runs.steps.list(id, { order: "asc" });
  expect(steps.data.map((step) => step.status)).toEqual(["failed", "completed"]);
});

/** Randomness of ids, and none of pauses. */
const withoutJitter: Random = {
  bytes: (length) =>
    length === 4 ? new Uint8Array(4) : crypto.getRandomValues(new Uint8Array(length)),
};
