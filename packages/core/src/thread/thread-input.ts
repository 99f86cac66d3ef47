import type { Metadata, ToolResources } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata, toolResources } from "../input/common-schemas.ts";
import type { CreateMessage } from "../message/message-input.ts";
import { createMessageSchema } from "../message/message-input.ts";

/** A thread to create. */
export interface CreateThread extends UpdateThread {
  /** What it begins with; absent: nothing. */
  readonly messages?: readonly CreateMessage[];
}

/** What to change of a thread: what is absent stays. */
export interface UpdateThread {
  /** The caller's own pairs; they replace all earlier ones. */
  readonly metadata?: Metadata;
  /** What tools may use on this thread; it replaces all earlier ones. */
  readonly toolResources?: ToolResources;
}

const fields = {
  metadata: v.exactOptional(metadata),
  toolResources: v.exactOptional(toolResources),
};

/** What {@link CreateThread} must be. */
export const createThreadSchema = v.strictObject({
  ...fields,
  messages: v.exactOptional(v.array(createMessageSchema), []),
});

/** What {@link UpdateThread} must be. */
export const updateThreadSchema = v.strictObject(fields);
