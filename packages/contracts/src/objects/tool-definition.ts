import type { JsonObject, JsonValue } from "./json.ts";

/** A tool as an assistant or a run lists it: a function, or a tool that the runtime was given, by its type. */
export type ToolDefinition = FunctionToolDefinition | AdapterToolDefinition;

/**
 * A function. If the runtime has a function of this name with `execute`, it runs in this process; otherwise the run
 * stops in `requires_action` until the caller submits the output.
 */
export interface FunctionToolDefinition {
  /** The tag of this kind of tool. */
  readonly type: "function";
  /** The function as the model sees it. */
  readonly function: FunctionDefinition;
}

/** A function as the model sees it. */
export interface FunctionDefinition {
  /** 1 to 64 of `[a-zA-Z0-9_-]`, unique among the tools of one run. */
  readonly name: string;
  /** What the function does; absent: what the runtime's function of this name says of itself, else nothing. */
  readonly description?: string;
  /** JSON Schema of the arguments; absent: that of the runtime's function of this name, else no arguments. */
  readonly parameters?: JsonObject;
  /** Whether the provider must enforce the schema exactly; absent: the provider's default. */
  readonly strict?: boolean;
}

/** A tool that a package brings, such as `code_interpreter`, with that tool's own settings beside the type. */
export interface AdapterToolDefinition {
  /** The type under which the tool was given to the runtime. */
  readonly type: string;
  /** The tool's own settings. */
  readonly [setting: string]: JsonValue;
}

/** What tools may use of the outside, by tool type, such as `{ code_interpreter: { fileIds: ["file_…"] } }`. */
export type ToolResources = Readonly<Record<string, JsonObject>>;
