import type { Metadata } from "./metadata.ts";
import type { ToolResources } from "./tool-definition.ts";

/** A conversation. */
export interface Thread {
  /** `thread_` and 24 of `[A-Za-z0-9]`. */
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly createdAt: number;
  /** The caller's own pairs. */
  readonly metadata: Metadata;
  /** What tools may use on this thread. */
  readonly toolResources: ToolResources;
}
