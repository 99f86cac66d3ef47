import type { Message, Run, RunEvent, RunStep, ToolCall } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { RunFrames } from "./run-frames.ts";

const run: Run = {
  id: "run_1",
  createdAt: 1,
  threadId: "thread_1",
  assistantId: "asst_1",
  status: "incomplete",
  requiredAction: null,
  lastError: null,
  expiresAt: null,
  startedAt: 1,
  cancelledAt: null,
  failedAt: null,
  completedAt: null,
  incompleteDetails: { reason: "max_completion_tokens" },
  model: "m",
  instructions: null,
  tools: [],
  toolResources: {},
  metadata: {},
  temperature: null,
  topP: null,
  maxPromptTokens: null,
  maxCompletionTokens: null,
  maxSteps: 10,
  truncationStrategy: { type: "auto" },
  toolChoice: "auto",
  parallelToolCalls: true,
  responseFormat: { type: "text" },
  reasoningEffort: null,
  providerOptions: null,
  usage: null,
};

const message: Message = {
  id: "msg_1",
  createdAt: 1,
  threadId: "thread_1",
  role: "assistant",
  status: "in_progress",
  incompleteDetails: null,
  completedAt: null,
  incompleteAt: null,
  content: [],
  assistantId: "asst_1",
  runId: "run_1",
  attachments: [],
  metadata: {},
};

const step: RunStep = {
  id: "step_1",
  createdAt: 1,
  assistantId: "asst_1",
  threadId: "thread_1",
  runId: "run_1",
  type: "tool_calls",
  status: "in_progress",
  stepDetails: { type: "tool_calls", toolCalls: [] },
  reasoning: null,
  lastError: null,
  expiredAt: null,
  cancelledAt: null,
  failedAt: null,
  completedAt: null,
  metadata: {},
  usage: null,
  receipt: null,
  warnings: [],
};

function call(type: string): ToolCall {
  return {
    id: "call_1",
    type,
    name: type,
    arguments: "",
    status: "pending",
    output: null,
    outputs: [],
    startedAt: null,
    endedAt: null,
  };
}

/** The frames of these events, with their data parsed. */
function framesOf(...events: readonly RunEvent[]): { event?: string; data: unknown }[] {
  const frames = new RunFrames("req", (id) => `http://host/files/${id}`);
  return events
    .flatMap((event) => frames.next(event))
    .map(({ event, data }) => ({ ...(event && { event }), data: JSON.parse(data) }));
}

test("an answer that was cut at its length is a completed run", () => {
  const [frame] = framesOf({ sequence: 1, type: "thread.run.incomplete", data: run });
  expect(frame).toMatchObject({
    event: "thread.run.completed",
    data: { status: "completed", last_error: null, request_id: "req" },
  });
});

test.each(["max_steps", "max_prompt_tokens", "content_filter"] as const)(
  "a run that %s stopped has failed",
  (reason) => {
    const data: Run = { ...run, incompleteDetails: { reason } };
    const [frame] = framesOf({ sequence: 1, type: "thread.run.incomplete", data });
    expect(frame).toMatchObject({
      event: "thread.run.failed",
      data: {
        status: "failed",
        last_error: { code: "server_error", message: expect.stringContaining(reason) },
      },
    });
  },
);

test("a message that is void ends half way", () => {
  const frames = framesOf(
    { sequence: 1, type: "thread.message.created", data: message },
    { sequence: 2, type: "thread.message.deleted", data: { messageId: "msg_1" } },
  );
  expect(frames.map((frame) => frame.event)).toEqual([
    "thread.message.created",
    "thread.message.incomplete",
  ]);
  expect(frames[1]?.data).toMatchObject({ id: "msg_1", status: "incomplete" });
});

test("thinking has no word here", () => {
  expect(
    framesOf({ sequence: 1, type: "thread.run.reasoning.delta", data: { text: "x" } }),
  ).toEqual([]);
});

function callEvents(type: string): RunEvent[] {
  const toolCall = call(type);
  const base = { type: "thread.run.step.delta", sequence: 1 } as const;
  const at = { stepId: "step_1", index: 0 };
  return [
    { sequence: 1, type: "thread.run.step.created", data: step },
    { ...base, data: { ...at, type: "tool_call_started", toolCall } },
    { ...base, data: { ...at, type: "tool_call_arguments", arguments: '{"code"' } },
    { ...base, data: { ...at, type: "tool_call_progress", stream: "stdout", text: "1" } },
    { ...base, data: { ...at, type: "tool_call_updated", toolCall } },
    {
      ...base,
      data: { ...at, type: "tool_call_updated", toolCall: { ...toolCall, output: "1" } },
    },
  ];
}

test("a tool of the service streams its arguments in pieces and its output whole", () => {
  const [, ...deltas] = framesOf(...callEvents("code_interpreter"));
  const pieces = [{ arguments: "" }, { arguments: '{"code"' }, { output: "1" }];
  expect(deltas).toEqual(
    pieces.map((piece) => ({
      event: "thread.run.step.delta",
      data: {
        id: "step_1",
        object: "thread.run.step.delta",
        delta: {
          step_details: {
            type: "tool_calls",
            tool_calls: [{ id: "call_1", type: "code_interpreter", code_interpreter: piece }],
          },
        },
        request_id: "req",
      },
    })),
  );
});

test.each(["function", "my-plug-in"])("a %s does not stream", (type) => {
  expect(framesOf(...callEvents(type)).map((frame) => frame.event)).toEqual([
    "thread.run.step.created",
  ]);
});

const at = { messageId: "msg_1", index: 0 };
const reference = { type: "url_citation", text: "a", startIndex: 0, endIndex: 1 } as const;

test.each([
  [
    "a refusal",
    { ...at, type: "refusal", refusal: "No" },
    { type: "text", text: { value: "No", annotations: [] } },
    [],
  ],
  [
    "an image",
    { ...at, type: "part", part: { type: "image_file", fileId: "file_1", detail: "auto" } },
    { type: "image_file", image_file: { file_id: "file_1" } },
    ["file_1"],
  ],
  [
    "a file",
    { ...at, type: "part", part: { type: "file", fileId: "file_1" } },
    { type: "text", text: { value: "", annotations: [] } },
    ["file_1"],
  ],
  [
    "a reference",
    { ...at, type: "annotation", annotation: { ...reference, url: "http://a/" } },
    {
      type: "text",
      text: {
        value: "",
        annotations: [
          {
            type: "url_citation",
            text: "a",
            start_index: 0,
            end_index: 1,
            url_citation: { url: "http://a/" },
          },
        ],
      },
    },
    [],
  ],
] as const)("%s is one part", (_, data, part, fileIds) => {
  const [frame] = framesOf({ sequence: 1, type: "thread.message.delta", data });
  expect(frame?.data).toMatchObject({
    delta: { role: "assistant", content: [part], file_ids: fileIds },
  });
});
