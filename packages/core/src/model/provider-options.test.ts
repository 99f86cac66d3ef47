import { scriptedModel } from "@inhouse/model-scripted";
import { expect, test } from "vitest";
import { modelCall } from "../test-support/model-call.ts";
import type { ModelCall } from "./model-call.ts";
import { toProviderOptions } from "./provider-options.ts";

const answer = { type: "json_schema", jsonSchema: { name: "a", schema: {} } } as const;
const strictAnswer = { type: "json_schema", jsonSchema: { name: "a", strict: true } } as const;

interface Case {
  readonly provider: string;
  readonly modelId?: string;
  readonly changes: Partial<ModelCall>;
  readonly options: unknown;
}

test.each<Case>([
  { provider: "openai.responses", changes: {}, options: { openai: { store: false } } },
  { provider: "mine.responses", changes: {}, options: { openai: { store: false } } },
  {
    provider: "openai.responses",
    changes: { providerOptions: { openai: { store: true, user: "u" } } },
    options: { openai: { store: true, user: "u" } },
  },
  {
    provider: "openai.responses",
    changes: { parallelToolCalls: false, promptCacheKey: "thread_1", responseFormat: answer },
    options: {
      openai: {
        store: false,
        parallelToolCalls: false,
        promptCacheKey: "thread_1",
        strictJsonSchema: false,
      },
    },
  },
  {
    provider: "openai.chat",
    changes: { parallelToolCalls: false, responseFormat: strictAnswer },
    options: { openai: { parallelToolCalls: false, strictJsonSchema: true } },
  },
  {
    provider: "openai.chat",
    changes: { parallelToolCalls: false, tools: [] },
    options: { openai: {} },
  },
  {
    provider: "azure.responses",
    changes: { providerOptions: { azure: { user: "u" } } },
    options: { azure: { store: false, user: "u" } },
  },
  {
    provider: "azure.responses",
    changes: { providerOptions: { openai: { user: "u" } } },
    options: { openai: { store: false, user: "u" } },
  },
  {
    provider: "anthropic.messages",
    changes: { parallelToolCalls: false, promptCacheKey: "thread_1" },
    options: { anthropic: { disableParallelToolUse: true } },
  },
  {
    provider: "gateway",
    modelId: "openai/gpt-6-astra",
    changes: {},
    options: { openai: { store: false } },
  },
  {
    provider: "gateway",
    modelId: "anthropic/claude",
    changes: { parallelToolCalls: false },
    options: { anthropic: { disableParallelToolUse: true } },
  },
  {
    provider: "lmstudio.chat",
    changes: {
      parallelToolCalls: false,
      promptCacheKey: "k",
      providerOptions: { lmstudio: { a: 1 } },
    },
    options: { lmstudio: { a: 1 } },
  },
])("$provider with $changes gets $options", ({ provider, modelId = "m", changes, options }) => {
  const model = scriptedModel([], { provider, modelId });
  expect(toProviderOptions(modelCall(model, changes))).toEqual(options);
});
