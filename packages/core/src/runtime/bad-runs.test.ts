import { beforeAll, it } from "vitest";
import type { BadCall, BadInputWorld } from "../test-support/bad-input.ts";
import { bad, badInputWorld, expectRefusal } from "../test-support/bad-input.ts";

const create =
  (input: object): BadCall[0] =>
  ({ inhouse, idleThreadId, assistantId }) =>
    inhouse.runs.create(idleThreadId, bad({ assistantId, ...input }));
const both =
  (input: object): BadCall[0] =>
  ({ inhouse, assistantId }) =>
    inhouse.runs.createThreadAndRun(bad({ assistantId, ...input }));
const submit =
  (input: (world: BadInputWorld) => unknown): BadCall[0] =>
  (world) =>
    world.inhouse.runs.submitToolOutputs(world.runId, bad(input(world)));
const stream =
  (options: unknown): BadCall[0] =>
  ({ inhouse, runId }) =>
    inhouse.runs.stream(runId, bad(options)).next();

const rows: readonly BadCall[] = [
  [
    ({ inhouse, idleThreadId }) => inhouse.runs.create(idleThreadId, bad(undefined)),
    "The input must be an object, but it is missing.",
  ],
  [
    ({ inhouse, idleThreadId }) => inhouse.runs.create(idleThreadId, bad([])),
    "The input must be an object, but it is an empty array.",
  ],
  [create({ assistantId: undefined }), "'assistantId' must be an id, but it is missing."],
  [create({ assistantId: 5 }), "'assistantId' must be an id, but it is 5."],
  [create({ assistantId: "asst_missing" }), "No assistant found with id 'asst_missing'."],
  [
    create({ model: "gpt-unknown" }),
    "The runtime has no model 'gpt-unknown'. Add it to 'models' of createRuntime. Known models: demo.",
  ],
  [create({ model: "" }), "'model' must be a string of 1 to 256 characters, but it is ''."],
  [create({ instructions: 5 }), "'instructions' must be a string, but it is 5."],
  [
    create({ additionalInstructions: "i".repeat(256_001) }),
    "'additionalInstructions' must be a string of at most 256000 characters, but it is a string of 256001 characters.",
  ],
  [create({ temperature: 3 }), "'temperature' must be a number from 0 to 2, but it is 3."],
  [create({ topP: -1 }), "'topP' must be a number from 0 to 1, but it is -1."],
  [
    create({ maxPromptTokens: 255 }),
    "'maxPromptTokens' must be a whole number of at least 256, but it is 255.",
  ],
  [
    create({ maxCompletionTokens: 0 }),
    "'maxCompletionTokens' must be a whole number of at least 1, but it is 0.",
  ],
  [
    create({ maxCompletionTokens: 1.5 }),
    "'maxCompletionTokens' must be a whole number of at least 1, but it is 1.5.",
  ],
  [create({ maxSteps: 0 }), "'maxSteps' must be a whole number from 1 to 10000, but it is 0."],
  [
    create({ maxSteps: 10_001 }),
    "'maxSteps' must be a whole number from 1 to 10000, but it is 10001.",
  ],
  [create({ expiresInMs: 0 }), "'expiresInMs' must be a whole number of at least 1, but it is 0."],
  [
    create({ expiresInMs: Number.POSITIVE_INFINITY }),
    "'expiresInMs' must be a whole number of at least 1, but it is Infinity.",
  ],
  [create({ parallelToolCalls: "no" }), "'parallelToolCalls' must be a boolean, but it is 'no'."],
  [
    create({ whenBusy: "wait" }),
    "'whenBusy' must be one of 'reject', 'queue', 'interrupt', but it is 'wait'.",
  ],
  [create({ stream: true }), "'stream' must be left out: there is no such field, but it is true."],
  [
    create({ truncationStrategy: "auto" }),
    "'truncationStrategy' must be an object, but it is 'auto'.",
  ],
  [
    create({ truncationStrategy: { type: "last_messages" } }),
    "'truncationStrategy.lastMessages' must be a whole number of at least 1, but it is missing.",
  ],
  [
    create({ truncationStrategy: { type: "last_messages", lastMessages: 0 } }),
    "'truncationStrategy.lastMessages' must be a whole number of at least 1, but it is 0.",
  ],
  [
    create({ truncationStrategy: { type: "tokens", maxTokens: 100 } }),
    "'truncationStrategy.maxTokens' must be a whole number of at least 256, but it is 100.",
  ],
  [
    create({ truncationStrategy: { type: "auto", lastMessages: 3 } }),
    "'truncationStrategy.lastMessages' must be left out: there is no such field, but it is 3.",
  ],
  [
    create({ toolChoice: "always" }),
    "'toolChoice' must be 'none', 'auto', 'required' or an object with a type, but it is 'always'.",
  ],
  [
    create({ toolChoice: 5 }),
    "'toolChoice' must be 'none', 'auto', 'required' or an object with a type, but it is 5.",
  ],
  [create({ toolChoice: [] }), "'toolChoice' must be an object, but it is an empty array."],
  [
    create({ toolChoice: {} }),
    "'toolChoice.type' must be a string of 1 to 256 characters, but it is missing.",
  ],
  [
    create({ toolChoice: { type: "function" } }),
    "'toolChoice.function' must be an object, but it is missing.",
  ],
  [
    create({ toolChoice: { type: "function", function: { name: "other" } } }),
    "'toolChoice.function.name' must be one of the run's tools, but it is 'other'.",
  ],
  [
    create({ toolChoice: { type: "code_interpreter" } }),
    "'toolChoice.type' must be one of the run's tools, but it is 'code_interpreter'.",
  ],
  [
    create({ tools: [], toolChoice: { type: "function", function: { name: "look_up" } } }),
    "'toolChoice.function.name' must be one of the run's tools, but it is 'look_up'.",
  ],
  [
    create({ tools: [{ type: "unknown_tool" }] }),
    "'tools[0].type' must be one of 'function', 'code_interpreter'; give the runtime the tool in 'tools' of createRuntime, but it is 'unknown_tool'.",
  ],
  [create({ metadata: { a: 1 } }), "'metadata.a' must be a string, but it is 1."],
  [create({ additionalMessages: "Hi" }), "'additionalMessages' must be an array, but it is 'Hi'."],
  [
    create({ additionalMessages: [{ content: "Hi" }, { content: [] }] }),
    "'additionalMessages[1].content' must be an array of at least one part, but it is an empty array.",
  ],
  [
    create({ additionalMessages: [{ content: "Hi" }, { role: "tool", content: "x" }] }),
    "'additionalMessages[1].role' must be one of 'user', 'assistant', but it is 'tool'.",
  ],
  [
    create({ additionalMessages: [{ content: [{ type: "file", fileId: "file_missing" }] }] }),
    "'additionalMessages[0].content[0].fileId' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    ({ inhouse, idleThreadId, assistantId, foreign }) =>
      inhouse.runs.create(idleThreadId, {
        assistantId,
        additionalMessages: [
          { content: "x", attachments: [{ fileId: foreign.fileId, tools: [{ type: "t" }] }] },
        ],
      }),
    "'additionalMessages[0].attachments[0].fileId' must be the id of a file, but it is '$foreign.fileId'.",
  ],
  [
    ({ inhouse, assistantId }) => inhouse.runs.create("thread_missing", { assistantId }),
    "No thread found with id 'thread_missing'.",
  ],
  [
    ({ inhouse, threadId, assistantId }) => inhouse.runs.create(threadId, { assistantId }),
    "Cannot create a run on thread '$threadId' while run '$runId' is active. Wait for it, cancel it, or create the next run with whenBusy 'queue' or 'interrupt'.",
  ],
  [both({ thread: [] }), "'thread' must be an object, but it is an empty array."],
  [
    both({ thread: { messages: [{ content: "" }] } }),
    "'thread.messages[0].content' must be a text that is not empty, but it is ''.",
  ],
  [
    both({ thread: { messages: [{ content: [{ type: "file", fileId: "x" }] }] } }),
    "'thread.messages[0].content[0].fileId' must be the id of a file, but it is 'x'.",
  ],
  [
    both({ thread: { toolResources: { t: { fileIds: ["file_missing"] } } } }),
    "'thread.toolResources.t.fileIds[0]' must be the id of a file, but it is 'file_missing'.",
  ],
  [
    both({ additionalMessages: [] }),
    "'additionalMessages' must be left out: there is no such field, but it is an empty array.",
  ],
  [both({ assistantId: "asst_missing" }), "No assistant found with id 'asst_missing'."],
  [
    both({ model: "gpt-unknown" }),
    "The runtime has no model 'gpt-unknown'. Add it to 'models' of createRuntime. Known models: demo.",
  ],
  [({ inhouse }) => inhouse.runs.retrieve("run_missing"), "No run found with id 'run_missing'."],
  [
    ({ inhouse }) => inhouse.runs.update("run_missing", { metadata: {} }),
    "No run found with id 'run_missing'.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.update(runId, bad({ status: "completed" })),
    "'status' must be left out: there is no such field, but it is 'completed'.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.update(runId, bad({})),
    "'metadata' must be an object of strings, but it is missing.",
  ],
  [({ inhouse }) => inhouse.runs.cancel("run_missing"), "No run found with id 'run_missing'."],
  [
    ({ inhouse }) => inhouse.runs.cancel(bad(undefined)),
    "'runId' must be an id, but it is missing.",
  ],
  [submit(() => undefined), "The input must be an object, but it is missing."],
  [submit(() => ({})), "Expected tool outputs for call_ids ['$toolCallId'], got []"],
  [
    submit(() => ({ toolOutputs: {} })),
    "'toolOutputs' must be an array, but it is an empty object.",
  ],
  [
    submit(({ toolCallId }) => ({ toolOutputs: [{ toolCallId }] })),
    "'toolOutputs[0].output' must be a string, but it is missing.",
  ],
  [
    submit(({ toolCallId }) => ({ toolOutputs: [{ toolCallId, output: { a: 1 } }] })),
    "'toolOutputs[0].output' must be a string, but it is an object with 1 field.",
  ],
  [
    submit(() => ({ toolOutputs: [{ output: "x" }] })),
    "'toolOutputs[0].toolCallId' must be an id, but it is missing.",
  ],
  [
    submit(() => ({ toolOutputs: [{ toolCallId: "call_1", output: "x" }] })),
    "Expected tool outputs for call_ids ['$toolCallId'], got ['call_1']",
  ],
  [
    submit(({ toolCallId }) => ({
      toolOutputs: [
        { toolCallId, output: "x" },
        { toolCallId, output: "y" },
      ],
    })),
    "Expected tool outputs for call_ids ['$toolCallId'], got ['$toolCallId', '$toolCallId']",
  ],
  [
    submit(({ toolCallId: id }) => ({ approvals: [{ toolCallId: id, approved: true }] })),
    "'approvals[0].inputHash' must be a string of 1 to 256 characters, but it is missing.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.wait(runId, bad({ until: "forever" })),
    "'until' must be one of 'pause', 'end', but it is 'forever'.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.wait(runId, bad({ signal: "stop" })),
    "'signal' must be an AbortSignal, but it is 'stop'.",
  ],
  [
    ({ inhouse, runId }) => inhouse.runs.wait(runId, bad({ timeoutMs: 5 })),
    "'timeoutMs' must be left out: there is no such field, but it is 5.",
  ],
  [({ inhouse }) => inhouse.runs.wait("run_missing"), "No run found with id 'run_missing'."],
  [stream({ after: -1 }), "'after' must be a whole number of at least 0, but it is -1."],
  [stream({ after: 0.5 }), "'after' must be a whole number of at least 0, but it is 0.5."],
  [stream({ until: "now" }), "'until' must be one of 'pause', 'end', but it is 'now'."],
  [stream("all"), "The input must be an object, but it is 'all'."],
  [
    ({ inhouse }) => inhouse.runs.stream("run_missing").next(),
    "No run found with id 'run_missing'.",
  ],
  [({ inhouse }) => inhouse.runs.stream(bad(5)).next(), "'runId' must be an id, but it is 5."],
  [
    ({ inhouse }) => inhouse.runs.steps.retrieve("step_missing"),
    "No step found with id 'step_missing'.",
  ],
  [({ inhouse }) => inhouse.runs.steps.list("run_missing"), "No run found with id 'run_missing'."],
];

let world: BadInputWorld;
beforeAll(async () => {
  world = await badInputWorld();
  return () => world.inhouse.close({ drainMs: 0 });
});

it.each(rows.map((row) => ({ row, message: row[1] })))("refuses: $message", async ({ row }) => {
  await expectRefusal(world, row);
});
