import {
  InhouseError,
  RuntimeClosedError,
  StorageConflictError,
  StorageError,
} from "@inhouse/contracts";
import type { BusyPolicy, Run, Runtime, SubmitToolOutputs } from "@inhouse/core";
import type { CallRequest } from "../../invariants/history-entry.ts";
import type { Recorder } from "../history-file.ts";
import type { Plan } from "./conversation-script.ts";
import { functionNames } from "./conversation-tools.ts";

/** What a run is to be. */
export interface WantedRun {
  readonly threadId: string;
  readonly assistantId: string;
  readonly plan: Plan;
  readonly whenBusy: BusyPolicy;
  /** Whether its message comes with it, or is in the thread already. */
  readonly hasMessage: boolean;
  /** When it expires, in milliseconds; absent: late. */
  readonly expiresInMs?: number;
}

/** The caller of a runtime, who writes down what it asks for and what came of it. */
export class RecordedCaller {
  readonly inhouse: Runtime;
  readonly #process: string;
  readonly #record: Recorder;
  #marks = 0;

  constructor(inhouse: Runtime, process: string, record: Recorder) {
    this.inhouse = inhouse;
    this.#process = process;
    this.#record = record;
  }

  async createAssistant(): Promise<string> {
    const tools = functionNames.map((name) => ({ type: "function", function: { name } }) as const);
    return (await this.inhouse.assistants.create({ model: "scripted", tools })).id;
  }

  createThread(slot: number): Promise<string | null> {
    const mark = this.#mark("t");
    return this.#call({ kind: "create_thread", mark }, () =>
      this.inhouse.threads.create({ metadata: { mark, slot: String(slot) } }),
    );
  }

  createMessage(threadId: string, plan: Plan): Promise<string | null> {
    const mark = this.#mark("m");
    return this.#call({ kind: "create_message", threadId, mark }, () =>
      this.inhouse.messages.create(threadId, { content: `${mark} ${plan}` }),
    );
  }

  createRun({ threadId, plan, hasMessage, ...run }: WantedRun): Promise<string | null> {
    const mark = this.#mark("r");
    const messages = hasMessage ? [] : [this.#mark("m")];
    return this.#call({ kind: "create_run", threadId, mark, messages }, () =>
      this.inhouse.runs.create(threadId, {
        ...run,
        metadata: { mark },
        additionalMessages: messages.map((message) => ({ content: `${message} ${plan}` })),
      }),
    );
  }

  /** Gives a run that waits for the caller all that it waits for. */
  submit({ id: runId, threadId, requiredAction }: Run): Promise<string | null> {
    const calls = requiredAction?.toolCalls ?? [];
    const approvals = requiredAction?.approvals ?? [];
    const outputs = calls.map((call) => ({ toolCallId: call.id, output: this.#mark("o") }));
    const approved = approvals.map((approval) => approval.toolCall.id);
    const input: SubmitToolOutputs = {
      toolOutputs: outputs,
      approvals: approvals.map(({ toolCall, inputHash }) => ({
        toolCallId: toolCall.id,
        inputHash,
        approved: true,
      })),
    };
    return this.#call({ kind: "submit_outputs", threadId, runId, outputs, approved }, () =>
      this.inhouse.runs.submitToolOutputs(runId, input),
    );
  }

  cancel(threadId: string, runId: string): Promise<string | null> {
    return this.#call({ kind: "cancel_run", threadId, runId }, () =>
      this.inhouse.runs.cancel(runId),
    );
  }

  deleteThread(threadId: string): Promise<string | null> {
    return this.#call({ kind: "delete_thread", threadId }, async () => {
      await this.inhouse.threads.delete(threadId);
      return { id: threadId };
    });
  }

  /** @returns the id of what came of it; null: it was refused, or nobody knows */
  async #call(
    request: CallRequest,
    work: () => Promise<{ readonly id: string }>,
  ): Promise<string | null> {
    const call = this.#mark("c");
    this.#record({ type: "call", phase: "invoke", process: this.#process, call, request });
    try {
      const { id } = await work();
      this.#record({ type: "call", phase: "ok", call, id, error: "" });
      return id;
    } catch (error) {
      if (!(error instanceof InhouseError)) throw error;
      const text = `${error.code}: ${error.message}`;
      this.#record({ type: "call", phase: phaseOf(error), call, id: "", error: text });
      if (error instanceof RuntimeClosedError) throw error;
      return null;
    }
  }

  #mark(kind: string): string {
    return `${this.#process}-${kind}${++this.#marks}`;
  }
}

/** A fault of the storage may come behind the commit that did it. */
function phaseOf(error: InhouseError): "fail" | "unknown" {
  if (error instanceof StorageConflictError) return "fail";
  return error instanceof StorageError || error instanceof RuntimeClosedError ? "unknown" : "fail";
}
