import type { Metadata, Thread, ToolResources } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata, toolResources } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import type { Schema } from "../input/schema.ts";
import type { CreateMessage, ParsedMessage } from "../message/message-input.ts";
import { messages } from "../message/message-input.ts";

/** A thread to create. */
export interface CreateThread extends UpdateThread {
  /** What it begins with, at most 1,000 messages; absent: nothing. */
  readonly messages?: readonly CreateMessage[];
}

/** What to change of a thread: what is absent stays, null clears. */
export interface UpdateThread {
  /** The caller's own pairs; they replace all earlier ones. */
  readonly metadata?: Metadata | null;
  /** What tools may use on this thread; it replaces all earlier ones, and the files that it newly names must exist. */
  readonly toolResources?: ToolResources | null;
}

const threadFields = {
  metadata: v.exactOptional(metadata),
  toolResources: v.exactOptional(toolResources),
};

/** What is said of a thread, parsed: what is absent was not said. */
export type ThreadFields = Partial<Omit<Thread, "id" | "createdAt">>;

/** A thread to create, parsed. */
export interface ParsedThread extends ThreadFields {
  readonly messages: readonly ParsedMessage[];
}

/** What {@link CreateThread} must be. */
export const createThreadSchema: Schema<ParsedThread> = fields({
  ...threadFields,
  messages: v.exactOptional(messages, []),
});

/** What {@link UpdateThread} must be. */
export const updateThreadSchema: Schema<ThreadFields> = fields(threadFields);
