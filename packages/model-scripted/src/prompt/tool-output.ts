import type { FileData } from "./file-data.ts";

/** What came out of a tool call. */
export type ToolOutput = ToolTextOutput | ToolValueOutput | ToolContentOutput | ToolDeniedOutput;

/** Text, of a success or of an error. */
export interface ToolTextOutput {
  /** Whether the tool succeeded. */
  readonly type: "text" | "error-text";
  /** The text. */
  readonly value: string;
}

/** A JSON value, of a success or of an error. */
export interface ToolValueOutput {
  /** Whether the tool succeeded. */
  readonly type: "json" | "error-json";
  /** The value. */
  readonly value: unknown;
}

/** Text and files. */
export interface ToolContentOutput {
  /** What kind of output it is. */
  readonly type: "content";
  /** The parts, in order. */
  readonly value: readonly ToolContentPart[];
}

/** A part of an output of text and files. */
export type ToolContentPart = ToolContentText | ToolContentFile | ToolContentOther;

/** Text of an output. */
export interface ToolContentText {
  /** What kind of part it is. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
}

/** A file of an output. */
export interface ToolContentFile {
  /** What kind of part it is. */
  readonly type: "file";
  /** The media type, or only its first half. */
  readonly mediaType: string;
  /** The content, or where it is. */
  readonly data: FileData;
}

/** A part that is between the caller and one provider. */
export interface ToolContentOther {
  /** What kind of part it is. */
  readonly type: "custom";
}

/** The call was refused by a person. */
export interface ToolDeniedOutput {
  /** What kind of output it is. */
  readonly type: "execution-denied";
  /** Why; absent: not said. */
  readonly reason?: string | undefined;
}

/**
 * @param output - what came out of a tool call
 * @returns the text that a model reads; errors come as `{"error": …}`, files as a note in brackets
 */
export function toolOutputText(output: ToolOutput): string {
  switch (output.type) {
    case "text":
      return output.value;
    case "json":
      return JSON.stringify(output.value);
    case "error-text":
    case "error-json":
      return JSON.stringify({ error: output.value });
    case "execution-denied":
      return output.reason ?? "The call was denied.";
    case "content":
      return output.value.map(contentPartText).join("\n");
  }
}

function contentPartText(part: ToolContentPart): string {
  if (part.type === "text") return part.text;
  return part.type === "file" ? `[file ${part.mediaType}]` : "[custom]";
}
