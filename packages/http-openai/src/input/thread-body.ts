import type { CreateThread, UpdateThread } from "@inhouse/core";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { defined, maybe, metadata, object } from "./common-schemas.ts";
import { messages } from "./message-body.ts";
import { toolResources } from "./tool-resources.ts";

const fields = { metadata: maybe(metadata), tool_resources: maybe(toolResources) };

/** The body that creates a thread. */
export const createThreadBody: Schema<CreateThread> = v.pipe(
  object({ ...fields, messages: maybe(messages) }),
  v.transform(
    (body): CreateThread => ({
      ...defined({ metadata: body.metadata, toolResources: body.tool_resources }),
      ...(body.messages != null && { messages: body.messages }),
    }),
  ),
);

/** The body that changes a thread: what is absent stays, null clears. */
export const updateThreadBody: Schema<UpdateThread> = v.pipe(
  object(fields),
  v.transform(
    (body): UpdateThread =>
      defined({ metadata: body.metadata, toolResources: body.tool_resources }),
  ),
);
