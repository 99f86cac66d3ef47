import type { JsonValue } from "./json.ts";

/**
 * How far a tool call is.
 *
 * - `pending`: it will be run, and has not been started.
 * - `awaiting_approval`: a person must approve it first.
 * - `awaiting_output`: the caller must submit the output.
 * - `started`: journalled before the tool ran; after a crash its outcome is unknown.
 * - `completed`: the output is stored; it is never run again.
 * - `failed`: the output is an error text for the model.
 * - `denied`: a person refused it.
 * - `unknown`: the process died while it ran, and the tool may not be run twice.
 */
export type ToolCallStatus =
  | "pending"
  | "awaiting_approval"
  | "awaiting_output"
  | "started"
  | "completed"
  | "failed"
  | "denied"
  | "unknown";

/** A call that the model made, or code that the model wrote, with its outcome. */
export interface ToolCall {
  /** `call_` and 24 of `[A-Za-z0-9]`, unique in this runtime whatever the model named it. */
  readonly id: string;
  /** The call whose code made this one; absent: the model made it. The model is not told of a call with a parent. */
  readonly parentId?: string;
  /** `function`, or the type of the tool that answered. */
  readonly type: string;
  /** The function's name as the model called it. */
  readonly name: string;
  /** The arguments as JSON text, as the model wrote them (or as they were repaired). */
  readonly arguments: string;
  /** How far it is. */
  readonly status: ToolCallStatus;
  /** What the model, or the code that called, is told; null until there is an outcome. Of what code is told, a long text is kept in part. */
  readonly output: string | null;
  /** What a person is shown beside the text, such as logs and images of a code interpreter. */
  readonly outputs: readonly ToolCallOutput[];
  /** When the tool was started, in epoch milliseconds, or null. */
  readonly startedAt: number | null;
  /** When the outcome was stored, in epoch milliseconds, or null. */
  readonly endedAt: number | null;
}

/** Something that a tool call shows. */
export type ToolCallOutput = ToolCallLogs | ToolCallImage | ToolCallFile | ToolCallData;

/** Text that a tool printed. */
export interface ToolCallLogs {
  /** The tag of this output. */
  readonly type: "logs";
  /** The text. */
  readonly logs: string;
}

/** An image that a tool made. */
export interface ToolCallImage {
  /** The tag of this output. */
  readonly type: "image";
  /** The file's id. */
  readonly fileId: string;
}

/** A file that a tool made and that is not an image. */
export interface ToolCallFile {
  /** The tag of this output. */
  readonly type: "file";
  /** The file's id. */
  readonly fileId: string;
}

/** Any other result of a tool, as JSON. */
export interface ToolCallData {
  /** The tag of this output. */
  readonly type: "data";
  /** The result. */
  readonly data: JsonValue;
}
