import type { Assistant } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { createRunInput } from "./run-input.ts";

const assistant: Assistant = {
  id: "asst_1",
  createdAt: 1,
  name: null,
  description: null,
  model: "qwen-max",
  instructions: null,
  tools: [],
  toolResources: {},
  metadata: {},
  temperature: null,
  topP: null,
  responseFormat: { type: "text" },
  reasoningEffort: null,
  providerOptions: { openai: { store: true }, dashscope: { top_k: 5, max_tokens: 70 } },
};

const least = {
  assistantId: "asst_1",
  truncationStrategy: { type: "last_messages", lastMessages: 10 },
};

test.each([
  ["nothing: the limit is the assistant's", {}, { maxCompletionTokens: 70 }],
  [
    "sampling: what other providers are told stays",
    { top_k: 9 },
    {
      maxCompletionTokens: 70,
      providerOptions: { openai: { store: true }, dashscope: { top_k: 9, max_tokens: 70 } },
    },
  ],
  [
    "another limit",
    { max_tokens: 8 },
    {
      maxCompletionTokens: 8,
      providerOptions: { openai: { store: true }, dashscope: { top_k: 5, max_tokens: 8 } },
    },
  ],
  ["a limit for the run", { max_completion_tokens: 9 }, { maxCompletionTokens: 9 }],
  [
    "other settings",
    { model: "qwen-plus", top_p: 0.1, tools: [], parallel_tool_calls: false, tool_choice: "auto" },
    {
      maxCompletionTokens: 70,
      model: "qwen-plus",
      topP: 0.1,
      tools: [],
      parallelToolCalls: false,
      toolChoice: "auto",
    },
  ],
  [
    "a truncation",
    { truncation_strategy: { type: "last_messages", last_messages: 3 } },
    { maxCompletionTokens: 70, truncationStrategy: { type: "last_messages", lastMessages: 3 } },
  ],
  [
    "the library's own truncation",
    { truncation_strategy: { type: "auto" } },
    { maxCompletionTokens: 70, truncationStrategy: { type: "auto" } },
  ],
  [
    "JSON that the Java SDK asks for unasked",
    { response_format: { type: "json_object" } },
    { maxCompletionTokens: 70 },
  ],
  [
    "JSON of a schema",
    { response_format: { type: "json_schema", json_schema: { name: "a" } } },
    {
      maxCompletionTokens: 70,
      responseFormat: { type: "json_schema", jsonSchema: { name: "a" } },
    },
  ],
  [
    "messages",
    { additional_messages: [{ role: "user", content: "Hi", file_ids: ["file_1"] }] },
    {
      maxCompletionTokens: 70,
      additionalMessages: [
        {
          role: "user",
          content: "Hi",
          attachments: [{ fileId: "file_1", tools: [{ type: "code_interpreter" }] }],
        },
      ],
    },
  ],
])("a run is created from %s", (_, fields, input) => {
  expect(createRunInput(fields, assistant, ["code_interpreter"])).toEqual({ ...least, ...input });
});
