import type { JsonValue } from "../prompt/json.ts";
import type { ProviderMetadata } from "../script/content.ts";

/** A part of an answer that comes whole, beside tool calls. */
export type ModelContent = ModelToolResult | ModelFile | ModelSource;

/** A tool call. */
export interface ModelToolCall {
  /** What kind of part it is. */
  type: "tool-call";
  /** The id of the call. */
  toolCallId: string;
  /** The tool. */
  toolName: string;
  /** The arguments as JSON text, possibly broken. */
  input: string;
  /** Whether the provider runs the tool itself; absent: no. */
  providerExecuted?: true;
  /** Whether the tool is none that the caller offered; absent: no. */
  dynamic?: true;
  /** What the provider adds to it; absent: nothing. */
  providerMetadata?: ProviderMetadata;
}

/** The result of a tool that the provider ran. */
export interface ModelToolResult {
  /** What kind of part it is. */
  type: "tool-result";
  /** The id of the call. */
  toolCallId: string;
  /** The tool. */
  toolName: string;
  /** What came out. */
  result: NonNullable<JsonValue>;
  /** Whether the tool failed. */
  isError: boolean;
  /** Whether the tool is none that the caller offered. */
  dynamic: true;
}

/** A file. */
export interface ModelFile {
  /** What kind of part it is. */
  type: "file";
  /** The media type. */
  mediaType: string;
  /** The content. */
  data: ModelFileData;
  /** What the provider adds to it; absent: nothing. */
  providerMetadata?: ProviderMetadata;
}

/** The content of a file. */
export interface ModelFileData {
  /** How the content is given. */
  type: "data";
  /** The bytes, or the bytes in base64. */
  data: Uint8Array | string;
}

/** A page that the answer rests on. */
export interface ModelSource {
  /** What kind of part it is. */
  type: "source";
  /** What kind of source it is. */
  sourceType: "url";
  /** The id of the source, unique within the answer. */
  id: string;
  /** The address of the page. */
  url: string;
  /** The title of the page; absent: it has none. */
  title?: string;
}
