import type { Assistant, JsonValue } from "@inhouse/contracts";
import type { CreateRun, CreateThreadAndRun } from "@inhouse/core";
import { createMessageInputs } from "./message-input.ts";
import { readMetadata } from "./read-metadata.ts";
import { readTools } from "./read-tools.ts";
import { readSampling, samplingOf } from "./sampling.ts";
import { createThreadInput } from "./thread-input.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";
import { objectFields, renamed } from "./wire-fields.ts";

const sameFields = {
  model: "model",
  instructions: "instructions",
  additional_instructions: "additionalInstructions",
  temperature: "temperature",
  top_p: "topP",
  max_prompt_tokens: "maxPromptTokens",
  max_completion_tokens: "maxCompletionTokens",
  tool_choice: "toolChoice",
  parallel_tool_calls: "parallelToolCalls",
};

/** How many messages a run sends where nobody says. */
const lastMessages = 10;

/**
 * @param fields - what a client sent
 * @param assistant - the assistant to execute
 * @param fileTools - the tools that may read the files of its messages
 * @returns the run to create
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createRunInput(
  fields: WireFields,
  assistant: Assistant,
  fileTools: readonly string[],
): CreateRun {
  const param = "additional_messages";
  const messages = createMessageInputs(fields.additional_messages, fileTools, param);
  return unchecked({
    ...overridesOf(fields, assistant),
    ...(messages && { additionalMessages: messages }),
  });
}

/**
 * @param fields - what a client sent
 * @param assistant - the assistant to execute
 * @param fileTools - the tools that may read the files of its messages
 * @returns the thread and the run to create
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createThreadAndRunInput(
  fields: WireFields,
  assistant: Assistant,
  fileTools: readonly string[],
): CreateThreadAndRun {
  const { thread } = fields;
  const given = thread === undefined || thread === "" ? {} : objectFields(thread, "thread");
  return unchecked({
    ...overridesOf(fields, assistant),
    thread: createThreadInput(given, fileTools, "thread"),
  });
}

function overridesOf(fields: WireFields, assistant: Assistant): object {
  const sampling = readSampling(fields, assistant.providerOptions);
  const { maxTokens } = samplingOf(sampling.providerOptions ?? assistant.providerOptions);
  return {
    // The library limits a run as a whole. For a run of one answer that is the same.
    ...(maxTokens !== null && { maxCompletionTokens: maxTokens }),
    ...renamed(fields, sameFields),
    ...readTools(fields.tools),
    ...readMetadata(fields),
    ...sampling,
    ...readResponseFormat(fields.response_format),
    truncationStrategy: readTruncation(fields.truncation_strategy),
    assistantId: assistant.id,
  };
}

function readTruncation(value: JsonValue | undefined): object {
  if (value === undefined) return { type: "last_messages", lastMessages };
  const fields = objectFields(value, "truncation_strategy");
  if (fields.type !== "last_messages")
    return renamed(fields, { type: "type", max_tokens: "maxTokens" });
  return { type: fields.type, lastMessages: fields.last_messages ?? lastMessages };
}

/** The Java SDK asks for JSON with every run, whatever its caller wants; only a schema says that somebody means it. */
function readResponseFormat(value: JsonValue | undefined): object {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  const fields = objectFields(value, "response_format");
  if (fields.type !== "json_schema") return {};
  return { responseFormat: { type: fields.type, jsonSchema: fields.json_schema ?? {} } };
}
