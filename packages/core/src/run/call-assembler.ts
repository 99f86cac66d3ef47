import type { JsonValue, RunStepDelta, ToolCall } from "@inhouse/contracts";
import type { ModelToolCall } from "../model/model-event.ts";
import type { StoredToolCall } from "../storage/record-values.ts";
import type { RequestedCall } from "../tools/plan-tool-calls.ts";
import { newToolCall } from "../tools/plan-tool-calls.ts";

/** What the assembler of calls needs of its surroundings. */
export interface CallAssemblerOptions {
  readonly stepId: string;
  readonly newCallId: () => string;
  readonly emit: (delta: RunStepDelta) => void;
  /** The type of tool behind a function's name. */
  readonly toolType: (name: string) => string;
}

/** A call while the model writes it. */
interface CallDraft {
  readonly id: string;
  readonly providerId: string;
  readonly position: number;
  name: string;
  text: string;
  /** How much of the text readers have seen; -1: not even that there is a call. */
  shown: number;
  whole: boolean;
  problem: string | null;
  providerExecuted: boolean;
  providerMetadata: JsonValue | undefined;
  providerResult: RequestedCall["providerResult"];
}

/**
 * Collects the calls of one model answer, and shows them to readers one after the other however the provider interleaves
 * them.
 */
export class CallAssembler {
  readonly #options: CallAssemblerOptions;
  readonly #calls: CallDraft[] = [];
  #shownCall = 0;

  constructor(options: CallAssemblerOptions) {
    this.#options = options;
  }

  start(providerId: string, name: string, position: number): void {
    this.#calls.push({
      id: this.#options.newCallId(),
      providerId,
      position,
      name,
      text: "",
      shown: -1,
      whole: false,
      problem: null,
      providerExecuted: false,
      providerMetadata: undefined,
      providerResult: null,
    });
    this.#show();
  }

  /** @returns whether a call of this id is still being written; a whole one whose id comes again is another call */
  isOpen(providerId: string): boolean {
    return this.#open(providerId) !== undefined;
  }

  grow(providerId: string, text: string): void {
    const draft = this.#open(providerId);
    if (draft === undefined) return;
    draft.text += text;
    this.#show();
  }

  end(event: ModelToolCall): void {
    const draft = this.#open(event.callId);
    if (draft === undefined) return;
    draft.name = event.name;
    draft.text = event.arguments;
    draft.problem = event.problem ?? null;
    draft.providerExecuted = event.providerExecuted;
    draft.providerMetadata = event.providerMetadata;
    draft.whole = true;
    this.#show();
  }

  answer(providerId: string, output: string, isError: boolean): void {
    const draft = this.#calls.findLast((call) => call.providerId === providerId);
    if (draft !== undefined) draft.providerResult = { output, isError };
  }

  /** The calls as the model made them. */
  requested(): readonly RequestedCall[] {
    return this.#calls.map((call) => ({
      id: call.id,
      name: call.name,
      arguments: call.text,
      problem: call.whole ? call.problem : "The call was cut off before its arguments were whole.",
      providerResult: call.providerResult,
    }));
  }

  /** The calls as they are stored with the step. */
  stored(): readonly StoredToolCall[] {
    return this.#calls.map((call) => ({
      type: "tool_call",
      position: call.position,
      toolCallId: call.id,
      providerId: call.providerId,
      providerExecuted: call.providerExecuted,
      problem: call.problem,
      imageFileIds: [],
      ...(call.providerMetadata === undefined ? {} : { providerMetadata: call.providerMetadata }),
    }));
  }

  #open(providerId: string): CallDraft | undefined {
    return this.#calls.find((call) => call.providerId === providerId && !call.whole);
  }

  /** The next call begins when the one before it is whole. */
  #show(): void {
    const { stepId, emit } = this.#options;
    for (let index = this.#shownCall; index < this.#calls.length; index++) {
      const draft = this.#calls[index];
      if (draft === undefined) return;
      if (draft.shown < 0) {
        draft.shown = 0;
        emit({ type: "tool_call_started", stepId, index, toolCall: this.#begun(draft) });
      }
      if (draft.text.length > draft.shown) {
        const text = draft.text.slice(draft.shown);
        draft.shown = draft.text.length;
        emit({ type: "tool_call_arguments", stepId, index, arguments: text });
      }
      if (!draft.whole) return;
      this.#shownCall = index + 1;
    }
  }

  #begun(draft: CallDraft): ToolCall {
    const call = newToolCall({ id: draft.id, name: draft.name, arguments: "" }, undefined);
    return { ...call, type: this.#options.toolType(draft.name) };
  }
}
