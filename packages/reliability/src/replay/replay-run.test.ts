import type { Run, Tool, ToolDefinition } from "@inhouse/contracts";
import type { CreateThreadAndRun, JsonSchemaFunctionTool, Runtime } from "@inhouse/core";
import { createRuntime, functionTool } from "@inhouse/core";
import { memoryStorage } from "@inhouse/storage-memory";
import type { ReplayParts, RunRecording, Script } from "@inhouse/testing";
import {
  drop,
  errorPart,
  fail,
  finish,
  hang,
  reasoning,
  recordRun,
  replayRun,
  scriptedModel,
  text,
  toolCall,
  toolCalls,
} from "@inhouse/testing";
import { expect, it } from "vitest";

const lookUp = (execute: JsonSchemaFunctionTool["execute"], more: Partial<Tool> = {}): Tool => ({
  ...functionTool({ name: "look_up", description: "Looks up.", execute }),
  ...more,
});
const weather = lookUp(() => "sunny");
const definition = (name: string): ToolDefinition => ({ type: "function", function: { name } });

interface Recorded {
  readonly recording: RunRecording;
  readonly run: Run;
}

/** Records a run, and brings the recording through JSON as a file would. */
async function recorded(
  script: Script,
  tools: readonly Tool[],
  move: (inhouse: Runtime, run: Run) => Promise<unknown> = (inhouse, run) =>
    inhouse.runs.wait(run.id),
  input: Partial<CreateThreadAndRun> = {},
): Promise<Recorded> {
  const models = { demo: scriptedModel(script, { chunkSize: 4 }) };
  await using inhouse = createRuntime({ models, storage: memoryStorage(), tools });
  const assistant = await inhouse.assistants.create({
    model: "demo",
    instructions: "Be brief.",
    tools: [definition("look_up"), definition("theirs")],
  });
  const run = await inhouse.runs.createThreadAndRun({
    assistantId: assistant.id,
    thread: { messages: [{ content: "Hi" }, { role: "assistant", content: "Yes?" }] },
    additionalInstructions: "Be kind.",
    ...input,
  });
  await move(inhouse, run);
  const recording = JSON.parse(JSON.stringify(await recordRun(inhouse, run.id))) as RunRecording;
  return { recording, run: await inhouse.runs.retrieve(run.id) };
}

const onMemory = (parts: ReplayParts): Runtime =>
  createRuntime({ ...parts, storage: memoryStorage() });

/** Waits until the run's readers have seen so much text, and cancels it. */
async function cancelAfter(inhouse: Runtime, run: Run, wanted: string): Promise<void> {
  let seen = "";
  for await (const event of inhouse.runs.stream(run.id)) {
    if (event.type === "thread.message.delta" && event.data.type === "text")
      seen += event.data.text;
    if (seen === wanted) break;
  }
  await inhouse.runs.cancel(run.id);
  await inhouse.runs.wait(run.id, { until: "end" });
}

async function submitAll(inhouse: Runtime, run: Run): Promise<void> {
  const waiting = await inhouse.runs.wait(run.id);
  await inhouse.runs.submitToolOutputs(run.id, {
    toolOutputs: (waiting.requiredAction?.toolCalls ?? []).map(({ id }, index) => ({
      toolCallId: id,
      output: `answer ${index}`,
    })),
    approvals: (waiting.requiredAction?.approvals ?? []).map(({ toolCall: { id }, inputHash }) => ({
      toolCallId: id,
      inputHash,
      approved: false,
    })),
  });
  await inhouse.runs.wait(run.id);
}

it("replays a run that called tools, with the answers of its tools as they were", async () => {
  const { recording } = await recorded(
    [
      [
        reasoning("Hm."),
        text("Let me see."),
        ...toolCalls([
          { name: "look_up", input: { city: "Oslo" } },
          { name: "look_up", input: { city: "Bergen" } },
        ]),
      ],
      "Sunny.",
    ],
    [lookUp((input) => JSON.stringify(input))],
  );
  expect(recording.conversation).toEqual([
    { role: "user", text: "Hi" },
    { role: "assistant", text: "Yes?" },
  ]);
  expect(recording.settings.instructions).toBe("Be brief.\n\nBe kind.");
  const replay = await replayRun(recording, onMemory);
  expect(replay.differences).toEqual([]);
  // Not only what is compared is the same: so is what the tools said, and what was thought and spent.
  expect(replay.recording).toEqual(recording);
});

it("runs tools for real where the caller gives its own, and says how they end differently", async () => {
  const { recording } = await recorded(
    [toolCall("look_up", { city: "Oslo" }), "Sunny."],
    [weather],
  );
  let calls = 0;
  const counted = lookUp(() => {
    calls++;
    return "rainy";
  });
  const same = await replayRun(recording, ({ models }) =>
    createRuntime({ models, tools: [counted], storage: memoryStorage() }),
  );
  expect([calls, same.differences]).toEqual([1, []]);
  const broken = lookUp(() => {
    throw new Error("No network.");
  });
  const other = await replayRun(recording, ({ models }) =>
    createRuntime({ models, tools: [broken], storage: memoryStorage() }),
  );
  expect(other.differences).toEqual([
    'the ends of the calls of step 1 is ["failed"], and was ["completed"]',
  ]);
});

it.each<readonly [string, Script, string]>([
  ["a refused key", [fail({ status: 401, message: "No." })], "server_error"],
  ["a rate limit", [fail({ status: 429, code: "insufficient_quota" })], "rate_limit_exceeded"],
  ["an invalid prompt", [fail({ status: 400 })], "invalid_prompt"],
  ["an error within the answer", [[text("I think"), errorPart({ status: 400 })]], "invalid_prompt"],
])("replays a run that failed by %s", async (_, script, code) => {
  const { recording } = await recorded(script, []);
  expect(recording.outcome).toMatchObject({ status: "failed", errorCode: code });
  expect((await replayRun(recording, onMemory)).differences).toEqual([]);
});

it("leaves out attempts that were made again", async () => {
  const { recording } = await recorded([[text("I thi"), drop()], "Hello."], []);
  expect(recording.answers.map(({ steps }) => steps)).toMatchObject([[{ text: "Hello." }]]);
  expect((await replayRun(recording, onMemory)).differences).toEqual([]);
});

it("replays a run that was cancelled in the middle of its answer, as far as it came", async () => {
  const { recording } = await recorded([[text("Once upon a time"), hang()]], [], (inhouse, run) =>
    cancelAfter(inhouse, run, "Once upon a time"),
  );
  expect(recording.answers).toMatchObject([
    { ending: "stopped", steps: [{ text: "Once upon a time", messageStatus: "incomplete" }] },
  ]);
  const replay = await replayRun(recording, onMemory);
  expect(replay.differences).toEqual([]);
  expect(replay.recording.outcome.status).toBe("cancelled");
});

it("replays a run that was cancelled while a tool ran", async () => {
  let begun = (): void => undefined;
  const isRunning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const endless: Tool = {
    ...weather,
    execute: (_, { signal }) => {
      begun();
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    },
  };
  const { recording } = await recorded([toolCall("look_up")], [endless], async (inhouse, run) => {
    await isRunning;
    await inhouse.runs.cancel(run.id);
    await inhouse.runs.wait(run.id, { until: "end" });
  });
  expect(recording.outcome.status).toBe("cancelled");
  expect((await replayRun(recording, onMemory)).differences).toEqual([]);
});

it("replays a run that waits for its caller", async () => {
  const script = [
    toolCalls([
      { name: "theirs", input: { a: 1 } },
      { name: "look_up", input: {} },
    ]),
  ];
  const { recording } = await recorded(script, [weather]);
  expect(recording.outcome.status).toBe("requires_action");
  const replay = await replayRun(recording, onMemory);
  expect(replay.differences).toEqual([]);
  expect(replay.recording).toEqual(recording);
});

it("replays what was submitted and refused, each call with its own output", async () => {
  const script = [
    toolCalls([
      { name: "theirs", input: { a: 1 } },
      { name: "theirs", input: { a: 1 } },
      { name: "look_up", input: {} },
    ]),
    "Done.",
  ];
  const asking = lookUp(() => "never", { needsApproval: () => true });
  const { recording } = await recorded(script, [asking], submitAll);
  const calls = recording.answers.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === "tool_calls" ? step.calls : [])),
  );
  expect(calls.map(({ status, output }) => [status, output])).toEqual([
    ["completed", "answer 0"],
    ["completed", "answer 1"],
    ["denied", expect.any(String)],
  ]);
  const replay = await replayRun(recording, onMemory);
  expect(replay.differences).toEqual([]);
  expect(replay.recording.outcome.status).toBe("completed");
});

it("replays a run that was cut off, and one that expired while it waited", async () => {
  const cut = await recorded([[text("Once"), finish("length")]], []);
  expect(cut.recording.outcome.incompleteReason).toBe("max_completion_tokens");
  expect((await replayRun(cut.recording, onMemory)).differences).toEqual([]);
  const late = await recorded(
    [toolCall("theirs")],
    [],
    (inhouse, run) => inhouse.runs.wait(run.id, { until: "end" }),
    { expiresInMs: 50 },
  );
  expect(late.recording.outcome.status).toBe("expired");
  expect((await replayRun(late.recording, onMemory)).differences).toEqual([]);
});

it("says what is different where the code has changed", async () => {
  const { recording } = await recorded(
    [toolCall("look_up", { city: "Oslo" }), "Sunny."],
    [weather],
  );
  const altered = JSON.parse(
    JSON.stringify(recording).replace("Sunny.", "Rainy.").replace("Oslo", "Bergen"),
  ) as RunRecording;
  const asWas = { ...altered, answers: recording.answers };
  expect((await replayRun(asWas, onMemory)).differences).toEqual([]);
  const { differences } = await replayRun(recording, ({ tools }) =>
    createRuntime({
      models: { demo: scriptedModel([toolCall("look_up", { city: "Bergen" }), "Rainy."]) },
      tools,
      storage: memoryStorage(),
    }),
  );
  expect(differences).toEqual([
    'the calls of step 1 is ["look_up({\\"city\\":\\"Bergen\\"})"], and was ["look_up({\\"city\\":\\"Oslo\\"})"]',
    'the text of step 2 is "Rainy.", and was "Sunny."',
  ]);
});

it("refuses to record what is still going on", async () => {
  const models = { demo: scriptedModel([hang()]) };
  await using inhouse = createRuntime({ models, storage: memoryStorage() });
  const assistant = await inhouse.assistants.create({ model: "demo" });
  const run = await inhouse.runs.createThreadAndRun({
    assistantId: assistant.id,
    thread: { messages: [{ content: "Hi" }] },
  });
  await expect(recordRun(inhouse, run.id)).rejects.toThrow("must be over");
  await inhouse.runs.cancel(run.id);
});
