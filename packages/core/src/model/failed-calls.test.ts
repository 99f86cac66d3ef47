import type { Turn } from "@inhouse/model-scripted";
import {
  contextOverflow,
  drop,
  dropAfter,
  eof,
  eofAfter,
  errorPart,
  fail,
  finish,
  malformedPart,
  reasoning,
  scriptedModel,
  toolCall,
} from "@inhouse/model-scripted";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerOf, engines, failureOf, modelCall, textOf } from "../test-support/model-call.ts";
import type { ModelCall } from "./model-call.ts";
import { ModelCallError } from "./model-call-error.ts";

const outputs = [vi.spyOn(console, "error"), vi.spyOn(process, "emitWarning")];
beforeEach(() => outputs.forEach((output) => void output.mockClear()));
afterEach(() => outputs.forEach((output) => void expect(output).not.toHaveBeenCalled()));

interface Case {
  readonly name: string;
  readonly turn: Turn;
  readonly changes?: Partial<ModelCall>;
  readonly failure: readonly [string, boolean];
  /** What had come before. */
  readonly text?: string;
}

const broken = ["server", true] as const;

const cases: readonly Case[] = [
  { name: "5xx before the answer", turn: fail({ status: 503 }), failure: broken },
  { name: "429 before the answer", turn: fail({ status: 429 }), failure: ["rate_limit", true] },
  {
    name: "an exhausted quota",
    turn: fail({ status: 429, code: "insufficient_quota" }),
    failure: ["rate_limit", false],
  },
  { name: "400", turn: fail({ status: 400 }), failure: ["invalid_prompt", false] },
  { name: "404", turn: fail({ status: 404 }), failure: ["invalid_prompt", false] },
  { name: "413", turn: fail({ status: 413 }), failure: ["invalid_prompt", false] },
  { name: "422", turn: fail({ status: 422 }), failure: ["invalid_prompt", false] },
  { name: "401", turn: fail({ status: 401 }), failure: ["server", false] },
  { name: "403", turn: fail({ status: 403 }), failure: ["server", false] },
  { name: "408", turn: fail({ status: 408 }), failure: broken },
  {
    name: "a prompt that is too long",
    turn: contextOverflow(),
    failure: ["context_overflow", false],
  },
  { name: "a connection that never opens", turn: drop(), failure: broken },
  {
    name: "a connection that breaks",
    turn: ["abcdef", dropAfter(1)],
    failure: broken,
    text: "abc",
  },
  {
    name: "a stream that just ends in a text",
    turn: ["abcdef", eofAfter(1)],
    failure: broken,
    text: "abc",
  },
  {
    name: "a stream that just ends in a thought",
    turn: [reasoning("abcdef"), eofAfter(1)],
    failure: broken,
  },
  {
    name: "a stream that just ends in a call",
    turn: [toolCall("search", '{"a":1}'), eofAfter(1)],
    failure: broken,
  },
  {
    name: "a stream that just ends after a text",
    turn: ["abc", eof()],
    failure: broken,
    text: "abc",
  },
  { name: "a stream that ends before it begins", turn: eof(), failure: broken },
  { name: "an empty answer for another reason", turn: finish("other"), failure: broken },
  {
    name: "an answer that ends in an error",
    turn: ["abc", finish("error")],
    failure: broken,
    text: "abc",
  },
  {
    name: "an error within the answer",
    turn: ["abc", errorPart({ status: 500 })],
    failure: broken,
    text: "abc",
  },
  {
    name: "a limit within the answer",
    turn: ["abc", errorPart({ status: 429 })],
    failure: ["rate_limit", true],
    text: "abc",
  },
  { name: "an unreadable answer", turn: ["abc", malformedPart()], failure: broken, text: "abc" },
  {
    name: "a call although none was allowed",
    turn: toolCall("search"),
    changes: { toolChoice: "none" },
    failure: broken,
  },
  {
    name: "no call although one was required",
    turn: "abc",
    changes: { toolChoice: "required" },
    failure: broken,
    text: "abc",
  },
  {
    name: "a forced function that is not offered",
    turn: "abc",
    changes: { toolChoice: { functionName: "gone" } },
    failure: ["invalid_prompt", false],
  },
];

describe.each(engines)("through $name", (engine) => {
  test.each(cases)("$name is $failure", async ({ turn, changes, failure, text }) => {
    const model = scriptedModel([turn], { chunkSize: 3 });

    const answer = await answerOf(modelCall(model, changes), engine);

    expect(failureOf(answer)).toEqual(failure);
    expect(textOf(answer.events)).toBe(text ?? "");
    expect(answer.events.map((event) => event.type)).not.toContain("finish");
  });

  test("the wait that the provider asks for is handed on", async () => {
    const model = scriptedModel([fail({ status: 429, retryAfterMs: 1_500 })]);
    const { error } = await answerOf(modelCall(model), engine);
    expect(error).toMatchObject({ retryAfterMs: 1_500 });
  });

  test("a refused key is named as the reason and never shown", async () => {
    const key = "sk-proj-abcdefghijklmnopqrstuvwxyz";
    const model = scriptedModel([
      fail({ status: 401, message: `Incorrect API key provided: ${key}` }),
    ]);
    const { error } = await answerOf(modelCall(model), engine);
    expect(error).toBeInstanceOf(ModelCallError);
    expect(String(error)).toMatch(/Incorrect API key provided: \[redacted\].*Check its API key/);
    expect((error as ModelCallError).cause).toBeUndefined();
  });
});
