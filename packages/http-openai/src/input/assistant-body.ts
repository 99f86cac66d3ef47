import type { CreateAssistant, UpdateAssistant } from "@inhouse/core";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { defined, maybe, metadata, object, text, within } from "./common-schemas.ts";
import { reasoningEffort, responseFormat, tools } from "./generation-schemas.ts";
import { toolResources } from "./tool-resources.ts";

const model: Schema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

const fields = {
  name: maybe(text(256)),
  description: maybe(text(512)),
  instructions: maybe(text(256_000)),
  reasoning_effort: maybe(reasoningEffort),
  tools: maybe(tools),
  tool_resources: maybe(toolResources),
  metadata: maybe(metadata),
  temperature: maybe(within(0, 2)),
  top_p: maybe(within(0, 1)),
  response_format: maybe(responseFormat),
};

/** The body that creates an assistant. */
export const createAssistantBody: Schema<CreateAssistant> = v.pipe(
  object({ model, ...fields }),
  v.transform((body) => ({ ...renamed(body), model: body.model })),
);

/** The body that changes an assistant: what is absent stays, null clears. */
export const updateAssistantBody: Schema<UpdateAssistant> = v.pipe(
  object({ model: maybe(model), ...fields }),
  v.transform((body) => ({ ...renamed(body), ...(body.model != null && { model: body.model }) })),
);

type Fields = v.InferOutput<v.StrictObjectSchema<typeof fields, undefined>>;

function renamed(body: Fields): UpdateAssistant {
  return defined({
    name: body.name,
    description: body.description,
    instructions: body.instructions,
    reasoningEffort: body.reasoning_effort,
    tools: body.tools,
    toolResources: body.tool_resources,
    metadata: body.metadata,
    temperature: body.temperature,
    topP: body.top_p,
    responseFormat: body.response_format,
  });
}
