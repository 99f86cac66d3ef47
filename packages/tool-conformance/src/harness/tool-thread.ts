import type { JsonValue, ToolContext, ToolInvocation, ToolOutputChunk } from "@inhouse/contracts";
import type { ToolExample } from "../tool-suite.ts";
import { MemoryFiles } from "./memory-files.ts";
import { OtherTool } from "./other-tool.ts";
import type { ToolAnswer } from "./tool-answer.ts";
import { answerOf } from "./tool-answer.ts";
import type { ToolTrial } from "./tool-trial.ts";

/** How one call is made. */
export interface CallOptions {
  /** Absent: nothing stops the call. */
  readonly signal?: AbortSignal;
  /** Absent: one that no other call has. */
  readonly idempotencyKey?: string;
  /** When the call was first started, in epoch milliseconds; absent: now. */
  readonly startedAt?: number;
}

let calls = 0;

/** A thread with files in memory, on which cases call the tool. */
export class ToolThread {
  /** Whose it is. */
  readonly tenant: string;
  /** Its id. */
  readonly threadId: string;
  /** Its files. */
  readonly files: MemoryFiles = new MemoryFiles();
  /** What calls showed while they ran. */
  readonly shown: ToolOutputChunk[] = [];
  /** The other tool of its runs. */
  readonly otherTool: OtherTool;
  readonly #trial: ToolTrial;

  /**
   * @param trial - the tool
   * @param tenant - whose thread
   * @param threadId - its id
   */
  constructor(trial: ToolTrial, tenant: string, threadId: string) {
    this.#trial = trial;
    this.tenant = tenant;
    this.threadId = threadId;
    this.otherTool = new OtherTool(trial.tool.callsTools !== undefined);
  }

  /**
   * Makes a call, as a runtime would.
   *
   * @param example - the call
   * @param options - how it is made
   * @returns what came of it, whatever the tool did; it waits as long as the tool takes
   */
  async call(example: ToolExample, options: CallOptions = {}): Promise<ToolAnswer> {
    for (const file of example.files ?? []) this.files.add(file);
    const invocation = this.invocation(example);
    const context = this.#context(options);
    return answerOf(async () => this.#trial.tool.execute(invocation, context));
  }

  /**
   * @param example - a call
   * @returns what the tool is given of it, with arguments of its own
   */
  invocation({ name, input }: ToolExample): ToolInvocation {
    const { definition, tool } = this.#trial;
    const called = name ?? tool.functions(definition)[0]?.name ?? "";
    return { name: called, input: JSON.parse(JSON.stringify(input)) as JsonValue, definition };
  }

  #context({ signal, idempotencyKey, startedAt }: CallOptions): ToolContext {
    const toolCallId = `call_${++calls}`;
    return {
      tenant: this.tenant,
      threadId: this.threadId,
      runId: "run_1",
      toolCallId,
      idempotencyKey: idempotencyKey ?? `run_1:${toolCallId}`,
      startedAt: startedAt ?? Date.now(),
      signal: signal ?? new AbortController().signal,
      toolResources: {},
      files: this.files,
      tools: this.otherTool,
      onOutput: (chunk) => void this.shown.push(chunk),
    };
  }
}
