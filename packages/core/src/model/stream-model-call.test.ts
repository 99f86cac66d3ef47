import type { Turn } from "@inhouse/model-scripted";
import {
  file,
  finish,
  providerToolCall,
  reasoning,
  scriptedModel,
  source,
  text,
  toolCall,
  toolCalls,
  usage,
} from "@inhouse/model-scripted";
import { describe, expect, test } from "vitest";
import { answerOf, engines, modelCall } from "../test-support/model-call.ts";
import type { ModelCall } from "./model-call.ts";
import type { ModelEvent } from "./model-event.ts";

const tokens = { inputTokens: 9, cachedInputTokens: 4, outputTokens: 5, reasoningTokens: 2 };
const counted = usage(tokens);
const seal = { acme: { seal: "s1" } };
const ended = (reason: "stop" | "length" | "tool_calls" | "content_filter"): ModelEvent => ({
  type: "finish",
  reason,
  usage: { promptTokens: 9, completionTokens: 5, cachedPromptTokens: 4, reasoningTokens: 2 },
});

interface Case {
  readonly name: string;
  readonly turn: Turn;
  readonly changes?: Partial<ModelCall>;
  readonly events: readonly ModelEvent[];
}

const cases: readonly Case[] = [
  {
    name: "text comes in pieces, with its metadata at its end",
    turn: [counted, text("one two", { providerMetadata: seal })],
    events: [
      { type: "text", partId: "0", text: "one " },
      { type: "text", partId: "0", text: "two" },
      { type: "text_end", partId: "0", providerMetadata: seal },
      ended("stop"),
    ],
  },
  {
    name: "parts have ids of their own, though providers use theirs again",
    turn: [counted, reasoning("hm", { providerMetadata: seal }), text("a"), reasoning("so"), "b"],
    events: [
      { type: "reasoning", partId: "0", text: "hm" },
      { type: "reasoning_end", partId: "0", providerMetadata: seal },
      { type: "text", partId: "1", text: "a" },
      { type: "text_end", partId: "1" },
      { type: "reasoning", partId: "2", text: "so" },
      { type: "reasoning_end", partId: "2" },
      { type: "text", partId: "3", text: "b" },
      { type: "text_end", partId: "3" },
      ended("stop"),
    ],
  },
  {
    name: "arguments come back exactly as the model wrote them",
    turn: [counted, toolCall("search", '{"n": 12345678901234567890}', { id: "c1" })],
    events: [
      { type: "tool_call_start", callId: "c1", name: "search" },
      ...['{"n"', ": 12", "3456", "7890", "1234", "5678", "90}"].map(
        (piece): ModelEvent => ({ type: "tool_call_arguments", callId: "c1", text: piece }),
      ),
      {
        type: "tool_call",
        callId: "c1",
        name: "search",
        arguments: '{"n": 12345678901234567890}',
        providerExecuted: false,
      },
      ended("tool_calls"),
    ],
  },
  {
    name: "calls that share an id are told apart",
    turn: [
      counted,
      ...toolCalls([
        { name: "search", input: "{}", id: "c" },
        { name: "search", input: "{}", id: "c" },
      ]),
    ],
    events: [
      ...["c", "c_2"].flatMap((callId): ModelEvent[] => [
        { type: "tool_call_start", callId, name: "search" },
        { type: "tool_call_arguments", callId, text: "{}" },
        { type: "tool_call", callId, name: "search", arguments: "{}", providerExecuted: false },
      ]),
      ended("tool_calls"),
    ],
  },
  {
    name: "no arguments at all are an empty object",
    turn: [counted, toolCall("search", "", { id: "c1" })],
    events: [
      { type: "tool_call_start", callId: "c1", name: "search" },
      { type: "tool_call", callId: "c1", name: "search", arguments: "{}", providerExecuted: false },
      ended("tool_calls"),
    ],
  },
  {
    name: "a tool that the provider ran comes with its result",
    turn: [
      counted,
      providerToolCall("web", { q: 1 }, [{ url: "u" }], { id: "p1" }),
      finish("stop"),
    ],
    events: [
      {
        type: "tool_call",
        callId: "p1",
        name: "web",
        arguments: '{"q":1}',
        providerExecuted: true,
      },
      { type: "provider_result", callId: "p1", output: '[{"url":"u"}]', isError: false },
      ended("stop"),
    ],
  },
  {
    name: "files and pages have events of their own",
    turn: [counted, file("image/png", new Uint8Array([1, 2])), source("https://a.test/", "A")],
    events: [
      { type: "file", mediaType: "image/png", bytes: new Uint8Array([1, 2]) },
      { type: "source", url: "https://a.test/", title: "A" },
      ended("stop"),
    ],
  },
  {
    name: "an answer that hits the limit says so",
    turn: [counted, "a", finish("length")],
    events: [
      { type: "text", partId: "0", text: "a" },
      { type: "text_end", partId: "0" },
      ended("length"),
    ],
  },
  {
    name: "a filtered answer says so",
    turn: [counted, finish("content-filter")],
    events: [ended("content_filter")],
  },
  {
    name: "tokens that the provider does not count are null",
    turn: [usage({}), "a"],
    events: [
      { type: "text", partId: "0", text: "a" },
      { type: "text_end", partId: "0" },
      {
        type: "finish",
        reason: "stop",
        usage: {
          promptTokens: null,
          completionTokens: null,
          cachedPromptTokens: null,
          reasoningTokens: null,
        },
      },
    ],
  },
  {
    name: "an answer that must be JSON comes as it is written",
    turn: [counted, '{"a'],
    changes: { responseFormat: { type: "json_schema", jsonSchema: { name: "a", schema: {} } } },
    events: [
      { type: "text", partId: "0", text: '{"a' },
      { type: "text_end", partId: "0" },
      ended("stop"),
    ],
  },
  {
    name: "an answer that must be JSON may still be a tool call",
    turn: [counted, toolCall("search", "{}", { id: "c1" })],
    changes: { responseFormat: { type: "json_schema", jsonSchema: { name: "a", schema: {} } } },
    events: [
      { type: "tool_call_start", callId: "c1", name: "search" },
      { type: "tool_call_arguments", callId: "c1", text: "{}" },
      { type: "tool_call", callId: "c1", name: "search", arguments: "{}", providerExecuted: false },
      ended("tool_calls"),
    ],
  },
];

describe.each(engines)("through $name", (engine) => {
  test.each(cases)("$name", async ({ turn, changes, events }) => {
    const model = scriptedModel([turn], { chunkSize: 4 });

    const answer = await answerOf(modelCall(model, changes), engine);

    expect(answer).toEqual({ events, error: undefined });
    expect(model.calls.map((call) => call.outcome)).toEqual(["answered"]);
    model.assertComplete();
  });
});

test("the engine is chosen by what the AI SDK has", async () => {
  const answer = await answerOf(modelCall(scriptedModel(["a"])));
  expect(answer.events.map((event) => event.type)).toEqual(["text", "text_end", "finish"]);
});
