import type { CreateRun, CreateThreadAndRun } from "@inhouse/core";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { given, id, integer, maybe, metadata, object, text, within } from "./common-schemas.ts";
import {
  reasoningEffort,
  responseFormat,
  toolChoice,
  tools,
  truncationStrategy,
} from "./generation-schemas.ts";
import { messages } from "./message-body.ts";
import { createThreadBody } from "./thread-body.ts";
import { toolResources } from "./tool-resources.ts";

/** A body whose answer may be a stream. */
export interface Streamable<Input> {
  readonly input: Input;
  readonly stream: boolean;
}

const fields = {
  assistant_id: id,
  model: maybe(v.pipe(v.string(), v.minLength(1))),
  instructions: maybe(text(256_000)),
  tools: maybe(tools),
  metadata: maybe(metadata),
  temperature: maybe(within(0, 2)),
  top_p: maybe(within(0, 1)),
  stream: maybe(v.boolean()),
  max_prompt_tokens: maybe(integer(256)),
  max_completion_tokens: maybe(integer(256)),
  truncation_strategy: maybe(truncationStrategy),
  tool_choice: maybe(toolChoice),
  parallel_tool_calls: maybe(v.boolean()),
  response_format: maybe(responseFormat),
};

/** The body that creates a run. `when_busy` is an extension. */
export const createRunBody: Schema<Streamable<CreateRun>> = v.pipe(
  object({
    ...fields,
    reasoning_effort: maybe(reasoningEffort),
    additional_instructions: maybe(text(256_000)),
    additional_messages: maybe(messages),
    when_busy: maybe(v.picklist(["reject", "queue", "interrupt"])),
  }),
  v.transform((body) => ({
    stream: body.stream ?? false,
    input: {
      ...renamed(body),
      ...given({
        reasoningEffort: body.reasoning_effort,
        additionalInstructions: body.additional_instructions,
        additionalMessages: body.additional_messages,
        whenBusy: body.when_busy,
      }),
    },
  })),
);

/** The body that creates a thread and a run on it. */
export const createThreadAndRunBody: Schema<Streamable<CreateThreadAndRun>> = v.pipe(
  object({
    ...fields,
    thread: maybe(createThreadBody),
    tool_resources: maybe(toolResources),
  }),
  v.transform((body) => ({
    stream: body.stream ?? false,
    input: {
      ...renamed(body),
      ...given({ thread: body.thread, toolResources: body.tool_resources }),
    },
  })),
);

type Fields = v.InferOutput<v.StrictObjectSchema<typeof fields, undefined>>;

/** Null is the same as nothing here: the assistant's value holds. 0, `""`, `[]` and false are values. */
function renamed(body: Fields): CreateRun {
  return {
    assistantId: body.assistant_id,
    ...given({
      model: body.model,
      instructions: body.instructions,
      tools: body.tools,
      metadata: body.metadata,
      temperature: body.temperature,
      topP: body.top_p,
      maxPromptTokens: body.max_prompt_tokens,
      maxCompletionTokens: body.max_completion_tokens,
      truncationStrategy: body.truncation_strategy,
      toolChoice: body.tool_choice,
      parallelToolCalls: body.parallel_tool_calls,
      responseFormat: body.response_format,
    }),
  };
}
