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
   * entries carry secrets seals them here, as texts that begin with `sealed:`, which no export of an assistant holds. It is given
   * entries that it has sealed before, too.
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
   * Lets its calls call the run's other tools, through `context.tools`: for tools that run code. Absent: they may call none.
   * No other call may call such a tool, so that code never starts code.
   */
  readonly callsTools?: ToolCallsPolicy;

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

/** How far the calls of a tool may call other tools. */
export interface ToolCallsPolicy {
  /** How many calls one call may make, refused ones and those before a pause or a crash included; at least 1. */
  readonly maxCalls: number;
  /**
   * Whether a call may be run again from its beginning because it does nothing but compute and call tools, and given the
   * same answers does the same: no session, no file, and neither clock nor randomness but those that {@link ToolContext}
   * gives. Then a call of its that needs approval is put before a person: the signal aborts, what `execute` returns then is
   * ignored, the run waits without holding anything, and after the person's word the call is run again, with every answer
   * that it had. Absent: such calls are refused, but for those of a call that says otherwise of itself by
   * {@link ToolCaller.allowRepeat}.
   */
  readonly repeatable?: boolean;
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
  /** When this call was first started, in epoch milliseconds; the same for every attempt at it. */
  readonly startedAt: number;
  /**
   * Aborts when the run is cancelled or expires, when the time is up, when the process lost the run, or when the run waits for
   * a person's word on a call that this one made.
   */
  readonly signal: AbortSignal;
  /** The assistant's and the thread's resources together. */
  readonly toolResources: ToolResources;
  /** The files of the thread. */
  readonly files: ToolFiles;
  /** The run's other tools; none for a tool without `callsTools`. */
  readonly tools: ToolCaller;

  /**
   * Shows output while the call still runs. Readers of the run's stream see it at once; what the tool returns is what is
   * kept.
   *
   * @param chunk - a piece of text
   */
  onOutput(chunk: ToolOutputChunk): void;
}

/**
 * The run's tools as a running call may use them. What it calls is checked, journalled, limited, and shown in the run's step
 * as a call of the model is; the model sees none of it but what the calling tool returns.
 */
export interface ToolCaller {
  /**
   * @returns the functions that may be called: those that run in this process and are not of a tool that calls tools itself.
   *   Some of them may need a person's approval
   */
  list(): readonly ToolFunction[];

  /**
   * Calls a function and waits for its outcome, which is stored before it is returned. Several calls may run at once. While
   * any runs, the calling tool's time stands still; the called tool's own limit holds.
   *
   * @param name - one of the listed functions
   * @param input - its arguments; hostile input is fine
   * @param options - ways out
   * @returns the outcome. An error of the tool, or a person's refusal, is a result with `isError`, of which the code should
   *   make an error in its own language
   * @throws ToolCallError if the call was not made, or its outcome was not waited for
   */
  call(name: string, input: JsonValue, options?: ToolCallerOptions): Promise<ToolResult>;

  /**
   * Says that this call can be run again from its beginning though its tool is not `repeatable`, because what it changes was
   * kept as it was before. From then on its calls that need approval are put before a person, as those of a `repeatable` tool
   * are. When that happens the signal aborts, `putBack` is called once, and the run waits until it is done, for 30 seconds at most:
   * right after that another process may run the call again. A second call of `allowRepeat` replaces the first. Absent: none
   * of the calls can come to need approval, or the tool is `repeatable`.
   *
   * @param putBack - puts back what was kept. Resolves with whether it did; false: this call had ended by then, and its outcome
   *   stands
   */
  allowRepeat?(putBack: () => Promise<boolean>): void;
}

/** How a call of code is made. */
export interface ToolCallerOptions {
  /** Gives up the call: its tool is told to stop, and whether it took effect is unknown. Absent: nothing does. */
  readonly signal?: AbortSignal;
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
