import type { StoredFile } from "../objects/file.ts";
import type { JsonObject, JsonValue } from "../objects/json.ts";
import type { ToolCallOutput } from "../objects/tool-call.ts";
import type { ToolDefinition, ToolResources } from "../objects/tool-definition.ts";

/** What the model is told of a tool. */
export interface ToolFunction {
  /** 1 to 64 of `[a-zA-Z0-9_-]`. */
  readonly name: string;
  /** What it does, for the model. */
  readonly description: string;
  /** JSON Schema of the arguments; an object schema. */
  readonly parameters: JsonObject;
  /** Whether the provider must enforce the schema exactly; absent: the provider's default. */
  readonly strict?: boolean;
}

/** What a tool's last run may have done when the process died in the middle of it. */
export type CrashPolicy = "retry" | "report" | "ask";

/** A tool that runs in this process. */
export interface Tool {
  /** `function`, or the type by which assistants list it, such as `code_interpreter`. */
  readonly type: string;

  /** The function's name, for a tool of the type `function`; absent for all others. */
  readonly name?: string;

  /**
   * What the model may call for one entry of a run's tools.
   *
   * @param definition - the entry, whose `type` is this tool's
   * @returns one function for most tools; a plug-in may have many
   * @throws InvalidInputError if the entry's settings are wrong
   */
  functions(definition: ToolDefinition): readonly ToolFunction[];

  /**
   * Runs one call. What it throws becomes a tool error that the model reads, never a failed run.
   *
   * @param call - the model's call; its input is hostile
   * @param context - what the tool may use
   */
  execute(call: ToolInvocation, context: ToolContext): Promise<ToolResult>;

  /**
   * Whether a person must approve this call first; absent: never. What it throws counts as yes.
   *
   * @param call - the model's call
   */
  needsApproval?(call: ToolInvocation): boolean | Promise<boolean>;

  /**
   * What is stored of an entry, and shown to whoever reads the assistant or the run; absent: the entry as it came. A tool whose
   * entries carry secrets seals them here. It is given entries that it has sealed before, too.
   *
   * @param definition - the entry, whose `type` is this tool's
   * @param tenant - whose it is
   * @throws InvalidInputError if the entry's settings are wrong
   */
  sealDefinition?(
    definition: ToolDefinition,
    tenant: string,
  ): ToolDefinition | Promise<ToolDefinition>;

  /** How long a call may take, in milliseconds; absent: the runtime's default. */
  readonly timeoutMs?: number;

  /**
   * What happens to a call whose process died while it ran: `retry` runs it again with the same idempotency key, `report`
   * tells the model that the outcome is unknown, `ask` asks the caller. Absent: `report`.
   */
  readonly afterCrash?: CrashPolicy;

  /**
   * Lets go of what the tool holds for a thread that is being deleted; absent: it holds nothing.
   *
   * @param tenant - whose thread
   * @param threadId - the thread
   */
  forgetThread?(tenant: string, threadId: string): Promise<void>;

  /** Lets go of everything; absent: it holds nothing. A second call resolves as the first did. */
  close?(): Promise<void>;
}

/** A call to run. */
export interface ToolInvocation {
  /** The function's name as the model called it. */
  readonly name: string;
  /** The arguments, parsed; already checked against the function's JSON Schema. */
  readonly input: JsonValue;
  /** The entry of the run's tools that the function came from. */
  readonly definition: ToolDefinition;
}

/** What a running call may use. */
export interface ToolContext {
  /** Whose run. */
  readonly tenant: string;
  /** The thread. */
  readonly threadId: string;
  /** The run. */
  readonly runId: string;
  /** The call. */
  readonly toolCallId: string;
  /** The same for every attempt at this call, in whatever process; different for every other call. */
  readonly idempotencyKey: string;
  /** Aborts when the run is cancelled or expires, when the time is up, or when the process lost the run. */
  readonly signal: AbortSignal;
  /** The assistant's and the thread's resources together. */
  readonly toolResources: ToolResources;
  /** The files of the thread. */
  readonly files: ToolFiles;

  /**
   * Shows output while the call still runs. Readers of the run's stream see it at once; what the tool returns is what is
   * kept.
   *
   * @param chunk - a piece of text
   */
  onOutput(chunk: ToolOutputChunk): void;
}

/** A piece of text that a running tool printed. */
export interface ToolOutputChunk {
  /** Where it was printed. */
  readonly stream: "stdout" | "stderr";
  /** The text. */
  readonly text: string;
}

/** Files as a tool may use them: those of its thread and of its assistant, and no others. */
export interface ToolFiles {
  /** @returns the files of the thread, the assistant and the messages' attachments that this tool type may read, oldest first */
  list(): Promise<readonly StoredFile[]>;

  /**
   * @param fileId - one of the listed files
   * @returns its bytes, or undefined if it is not one of them
   */
  read(fileId: string): Promise<Uint8Array | undefined>;

  /**
   * Keeps a file that the tool made. It is shown on the next message of the run and deleted with the thread.
   *
   * @param file - name, type and content
   * @throws InvalidInputError if the name or size is refused
   */
  create(file: NewToolFile): Promise<StoredFile>;
}

/** A file that a tool made. */
export interface NewToolFile {
  /** Its name; folders in front of it are cut off. */
  readonly filename: string;
  /** Its media type. */
  readonly mediaType: string;
  /** Its content. */
  readonly bytes: Uint8Array;
}

/** The outcome of a call. */
export interface ToolResult {
  /** What the model is told. */
  readonly output: string;
  /** Whether this is an error that the model should react to; absent: it is not. */
  readonly isError?: boolean;
  /** What a person is shown beside it; absent: nothing. */
  readonly outputs?: readonly ToolCallOutput[];
  /** Ids of images for the model to look at; absent: none. */
  readonly imageFileIds?: readonly string[];
}
