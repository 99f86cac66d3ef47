import type {
  Assistant,
  Metadata,
  ProviderOptions,
  ReasoningEffort,
  ResponseFormat,
  ToolDefinition,
  ToolResources,
} from "@inhouse/contracts";
import * as v from "valibot";
import {
  metadata,
  nonEmpty,
  providerOptions,
  text,
  toolResources,
  within,
} from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { reasoningEffort, responseFormat, tools } from "../input/generation-schemas.ts";
import type { Schema } from "../input/schema.ts";

/** An assistant to create. */
export interface CreateAssistant extends UpdateAssistant {
  /** The model's id, as the runtime's `models` knows it. */
  readonly model: string;
}

/** What to change of an assistant: what is absent stays, null clears. */
export interface UpdateAssistant {
  /** The model's id, as the runtime's `models` knows it. */
  readonly model?: string;
  /** At most 256 characters. */
  readonly name?: string | null;
  /** At most 512 characters. */
  readonly description?: string | null;
  /** The system instructions, at most 256,000 characters. */
  readonly instructions?: string | null;
  /** At most 128 tools; `[]`: none. */
  readonly tools?: readonly ToolDefinition[] | null;
  /** What the tools may use on every thread; it replaces all earlier ones, and the files that it newly names must exist. */
  readonly toolResources?: ToolResources | null;
  /** The caller's own pairs; they replace all earlier ones. */
  readonly metadata?: Metadata | null;
  /** Sampling temperature from 0 to 2; null: the provider's default. */
  readonly temperature?: number | null;
  /** Nucleus sampling from 0 to 1; null: the provider's default. */
  readonly topP?: number | null;
  /** The form of the answer; null: text. */
  readonly responseFormat?: ResponseFormat | null;
  /** How much to think; null: the provider's default. */
  readonly reasoningEffort?: ReasoningEffort | null;
  /** Options for the provider alone; null: none. */
  readonly providerOptions?: ProviderOptions | null;
}

const maxName = 256;
const maxDescription = 512;

/** The most characters of instructions. */
export const maxInstructions = 256_000;

const optionalFields = {
  name: v.exactOptional(v.nullable(text(maxName))),
  description: v.exactOptional(v.nullable(text(maxDescription))),
  instructions: v.exactOptional(v.nullable(text(maxInstructions))),
  tools: v.exactOptional(v.nullable(tools)),
  toolResources: v.exactOptional(toolResources),
  metadata: v.exactOptional(metadata),
  temperature: v.exactOptional(v.nullable(within(0, 2))),
  topP: v.exactOptional(v.nullable(within(0, 1))),
  responseFormat: v.exactOptional(v.nullable(responseFormat)),
  reasoningEffort: v.exactOptional(v.nullable(reasoningEffort)),
  providerOptions: v.exactOptional(v.nullable(providerOptions)),
};

/** What is said of an assistant, parsed: what is absent was not said. */
export type AssistantFields = Partial<Omit<Assistant, "id" | "createdAt">>;

/** What {@link CreateAssistant} must be. */
export const createAssistantSchema: Schema<AssistantFields & Pick<Assistant, "model">> = v.pipe(
  fields({ model: nonEmpty, ...optionalFields }),
  v.transform(cleared),
);

/** What {@link UpdateAssistant} must be. */
export const updateAssistantSchema: Schema<AssistantFields> = v.pipe(
  fields({ model: v.exactOptional(nonEmpty), ...optionalFields }),
  v.transform(cleared),
);

type Clearable = Pick<UpdateAssistant, "tools" | "responseFormat">;
type Cleared<Input extends Clearable> = Omit<Input, keyof Clearable> &
  Pick<AssistantFields, keyof Clearable>;

/** Null clears these to something else than null. */
function cleared<Input extends Clearable>(input: Input): Cleared<Input> {
  const { tools: given, responseFormat: form, ...rest } = input;
  return {
    ...rest,
    ...(given === undefined ? {} : { tools: given ?? [] }),
    ...(form === undefined ? {} : { responseFormat: form ?? { type: "text" } }),
  };
}
