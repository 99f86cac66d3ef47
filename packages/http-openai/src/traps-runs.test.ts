import { fail, hang, text, toolCall } from "@inhouse/model-scripted";
import { VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import type { Run } from "./testing/traps.ts";
import { begin, frames, outputs, waiting } from "./testing/traps.ts";
import { createWorld, lookUp } from "./testing/world.ts";

const call = toolCall("look_up", { word: "a" });

describe("the traps of runs", () => {
  it("1: a thread with an active run takes no message and no run, also while it waits", async () => {
    await using world = await createWorld([call]);
    const run = await waiting(world);
    const { threads } = world.openai.beta;
    const message = threads.messages.create(run.thread_id, { role: "user", content: "More" });
    await expect(message).rejects.toMatchObject({
      status: 400,
      message: `400 Can't add messages to ${run.thread_id} while a run ${run.id} is active.`,
      type: "invalid_request_error",
      code: null,
      param: null,
    });
    const body = {
      assistant_id: run.assistant_id,
      additional_messages: [{ role: "user" as const, content: "Never stored" }],
    };
    await expect(threads.runs.create(run.thread_id, body)).rejects.toMatchObject({
      status: 400,
      message: `400 Thread ${run.thread_id} already has an active run ${run.id}.`,
    });
    expect((await threads.messages.list(run.thread_id)).data).toHaveLength(1);
  });

  it("2: every stream ends with the run's last event and `done`, also when it waits or fails", async () => {
    const endings = [
      [["Hi."], "thread.run.completed"],
      [[call], "thread.run.requires_action"],
      [[fail({ status: 400 })], "thread.run.failed"],
    ] as const;
    for (const [script, last] of endings) {
      await using world = await createWorld([...script]);
      const { thread, ...body } = await begin(world);
      const events = (await frames(world, `/threads/${thread}/runs`, body)).map(([event]) => event);
      expect(events.slice(-2)).toEqual([last, "done"]);
    }
  });

  it("4: outputs resume the same run, and the first frame closes the step", async () => {
    await using world = await createWorld([call, "Done."]);
    const run = await waiting(world);
    const path = `/threads/${run.thread_id}/runs/${run.id}/submit_tool_outputs`;
    const [first, second] = await frames(world, path, { tool_outputs: outputs(run) });
    expect(first).toMatchObject([
      "thread.run.step.completed",
      { run_id: run.id, status: "completed" },
    ]);
    const queued = {
      id: run.id,
      status: "queued",
      required_action: null,
      expires_at: run.expires_at,
    };
    expect(second).toMatchObject(["thread.run.queued", queued]);
    const { data } = await world.openai.beta.threads.messages.list(run.thread_id);
    expect(data.map(({ role }) => role)).toEqual(["assistant", "user"]);
  });

  it("5: outputs come all at once and for the right calls, or not at all", async () => {
    await using world = await createWorld([[call, call], "Done."]);
    const run = await waiting(world);
    const [one, other] = outputs(run);
    const submit = (tool_outputs: object[]): Promise<Run> =>
      world.openai.beta.threads.runs.submitToolOutputs(run.id, {
        thread_id: run.thread_id,
        tool_outputs,
      }) as Promise<Run>;
    const [a, b] = [one?.tool_call_id, other?.tool_call_id];
    await expect(submit([one as object])).rejects.toMatchObject({
      status: 400,
      message: `400 Expected tool outputs for call_ids ['${a}', '${b}'], got ['${a}']`,
    });
    const unknown = [{ tool_call_id: "call_x", output: "" }, other as object];
    await expect(submit(unknown)).rejects.toMatchObject({ status: 400 });
    await expect(submit([{ output: "x" }])).rejects.toMatchObject({
      param: "tool_outputs[0].tool_call_id",
      code: "missing_required_parameter",
    });
    expect(await submit([{ tool_call_id: a }, other as object])).toMatchObject({
      required_action: null,
    });
    await world.inhouse.runs.wait(run.id);
    await expect(submit([])).rejects.toMatchObject({
      message: '400 Runs in status "completed" do not accept tool outputs.',
    });
  });

  it("7: zero, nothing and empty lists override, and additions are added", async () => {
    await using world = await createWorld(["Hi."]);
    const { assistants, threads } = world.openai.beta;
    const { id } = await assistants.create({
      model: "demo",
      instructions: "Base.",
      temperature: 1.5,
      top_p: 0.5,
      tools: [lookUp],
    });
    const thread = await threads.create();
    const run = await threads.runs.create(thread.id, {
      assistant_id: id,
      temperature: 0,
      top_p: 0,
      tools: [],
      additional_instructions: "More.",
      parallel_tool_calls: false,
      truncation_strategy: { type: "last_messages", last_messages: 3 },
      max_prompt_tokens: 1_000,
      tool_choice: "none",
      response_format: { type: "json_object" },
      additional_messages: [{ role: "user", content: "Hi" }],
    });
    expect(run).toMatchObject({
      temperature: 0,
      top_p: 0,
      tools: [],
      instructions: "Base.\n\nMore.",
      parallel_tool_calls: false,
      truncation_strategy: { type: "last_messages", last_messages: 3 },
      max_prompt_tokens: 1_000,
      tool_choice: "none",
      response_format: { type: "json_object" },
    });
  });

  it("9: a run whose provider fails ends, whichever way it was created", async () => {
    await using world = await createWorld([]);
    const { thread, ...body } = await begin(world);
    const run = await world.openai.beta.threads.runs.createAndPoll(thread, body);
    expect(run).toMatchObject({ status: "failed", last_error: { code: "invalid_prompt" } });
    const both = await world.openai.beta.threads.createAndRunPoll(body);
    expect(both.status).toBe("failed");
  });

  it("10: a run expires ten minutes after its creation, not later because it waited", async () => {
    const clock = new VirtualClock();
    await using world = await createWorld([call, [text("So"), hang()]], {
      runtime: { clock },
      clock,
    });
    const { thread, ...body } = await begin(world);
    const { runs } = world.openai.beta.threads;
    const made = await runs.create(thread, body);
    expect((made.expires_at ?? 0) - made.created_at).toBe(600);
    await clock.until(world.inhouse.runs.wait(made.id));
    await clock.advance(500_000);
    const run = await runs.retrieve(made.id, { thread_id: thread });
    expect(run).toMatchObject({ status: "requires_action", expires_at: made.expires_at });
    const at = { thread_id: thread, tool_outputs: outputs(run) };
    expect((await runs.submitToolOutputs(run.id, at)).expires_at).toBe(made.expires_at);
    await clock.advance(100_000);
    const expired = await runs.retrieve(made.id, { thread_id: thread });
    expect(expired).toMatchObject({ status: "expired", expires_at: null });
    const { data } = await runs.steps.list(made.id, { thread_id: thread });
    expect(data.map(({ status }) => status)).toEqual(["expired", "completed"]);
    const again = runs.submitToolOutputs(run.id, at);
    const message = '400 Runs in status "expired" do not accept tool outputs.';
    await expect(again).rejects.toMatchObject({ message });
  });

  it("11: text before calls is a step of its own, and closed before the next", async () => {
    await using world = await createWorld([[text("Let me see."), call], "Done."]);
    const { thread, ...body } = await begin(world);
    const events = (await frames(world, `/threads/${thread}/runs`, body)).map(([event]) => event);
    const steps = events.filter((event) => /step\.(created|completed)|requires/.test(event));
    expect(steps).toEqual([
      "thread.run.step.created",
      "thread.run.step.completed",
      "thread.run.step.created",
      "thread.run.requires_action",
    ]);
  });

  it("13: streamed and polled runs leave the same", async () => {
    const script = [call, "Done."];
    const left = async (stream: boolean): Promise<unknown> => {
      await using world = await createWorld(script);
      const { assistant_id } = await begin(world);
      const { threads } = world.openai.beta;
      const body = { assistant_id, temperature: 0.5, metadata: { a: "b" } };
      const thread = { messages: [{ role: "user" as const, content: "Hi" }] };
      const run = stream
        ? await threads.createAndRunStream({ ...body, thread }).finalRun()
        : await threads.createAndRunPoll({ ...body, thread });
      const at = { thread_id: run.thread_id, tool_outputs: outputs(run) };
      const done = stream
        ? await threads.runs.submitToolOutputsStream(run.id, at).finalRun()
        : await threads.runs.submitToolOutputsAndPoll(run.id, at);
      const steps = await threads.runs.steps.list(done.id, { thread_id: done.thread_id });
      const messages = await threads.messages.list(done.thread_id);
      const everything = JSON.stringify([done, steps.data, messages.data]);
      return JSON.parse(everything.replaceAll(/"[a-z]+_[A-Za-z0-9]{24}"|\d{10}/g, "0"));
    };
    expect(await left(true)).toEqual(await left(false));
  });
});
