import type { JsonValue, RunStep, RunStepDelta, ToolCall } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { ModelToolCall } from "../model/model-event.ts";
import type { StoredPart, StoredToolCall } from "../storage/record-values.ts";
import type { ProviderResult, RequestedCall } from "../tools/plan-tool-calls.ts";
import { newToolCall } from "../tools/plan-tool-calls.ts";
import { endStep, stepEndEvents } from "./turn-ending.ts";

/** What a draft of calls needs of its surroundings. */
export interface CallsDraftOptions {
  readonly step: RunStep;
  readonly newCallId: () => string;
  readonly now: () => number;
  readonly emit: (event: UnnumberedEvent) => void;
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
  providerResult: ProviderResult | null;
  /** When the provider answered it. */
  answeredAt: number | null;
}

/**
 * The calls of one step while the model writes them. Readers see them one after the other, however the provider interleaves
 * them.
 */
export class CallsDraft {
  readonly kind = "calls";
  readonly step: RunStep;
  /** What of the model's answer is stored with the step, beside its calls. */
  readonly parts: StoredPart[] = [];
  /** The thinking that belongs to the step. */
  reasoning = "";
  /** The step as readers saw it end; null: it goes on. */
  ended: RunStep | null = null;
  readonly #options: CallsDraftOptions;
  readonly #calls: CallDraft[] = [];
  #shownCall = 0;

  constructor(options: CallsDraftOptions) {
    this.#options = options;
    this.step = options.step;
  }

  /** The step as far as readers know it. */
  get shownStep(): RunStep {
    if (this.ended !== null) return this.ended;
    const shown = this.#calls.filter((call) => call.shown >= 0);
    const toolCalls = shown.map((call) =>
      call.whole && call.providerResult !== null
        ? this.#answered(call)
        : { ...this.#begun(call), arguments: call.text.slice(0, call.shown) },
    );
    return { ...this.step, stepDetails: { type: "tool_calls", toolCalls } };
  }

  /** What the model wrote. */
  get written(): string {
    return this.#calls.map((call) => call.name + call.text).join("");
  }

  /** Whether the provider has answered all of them, so that nobody else has to. */
  get areAnswered(): boolean {
    return this.#calls.every((call) => call.whole && call.providerResult !== null);
  }

  /** Whether the provider answers all of them, sooner or later. */
  get areProviders(): boolean {
    return this.#calls.every((call) => call.whole && call.providerExecuted);
  }

  /** @param position - gives the place of the call in the answer */
  start(providerId: string, name: string, position: () => number): void {
    this.#calls.push({
      id: this.#options.newCallId(),
      providerId,
      position: position(),
      name,
      text: "",
      shown: -1,
      whole: false,
      problem: null,
      providerExecuted: false,
      providerMetadata: undefined,
      providerResult: null,
      answeredAt: null,
    });
    this.#show();
  }

  grow(providerId: string, text: string): void {
    const draft = this.#open(providerId);
    if (draft === undefined) return;
    draft.text += text;
    this.#show();
  }

  /** The call is whole. One whose id was not announced, or was that of a whole call, is another call. */
  finish(event: ModelToolCall, position: () => number): void {
    if (this.#open(event.callId) === undefined) this.start(event.callId, event.name, position);
    const draft = this.#open(event.callId);
    if (draft === undefined) return;
    const isRepaired = !event.arguments.startsWith(draft.text.slice(0, Math.max(0, draft.shown)));
    draft.name = event.name;
    draft.text = event.arguments;
    draft.problem = event.problem ?? null;
    draft.providerExecuted = event.providerExecuted;
    draft.providerMetadata = event.providerMetadata;
    draft.whole = true;
    if (isRepaired) this.#correct(draft);
    this.#show();
  }

  /** The provider answered a call by itself. */
  answer(providerId: string, result: ProviderResult): void {
    const index = this.#calls.findLastIndex((call) => call.providerId === providerId);
    const draft = this.#calls[index];
    if (draft === undefined) return;
    draft.providerResult = result;
    draft.answeredAt = this.#options.now();
    const toolCall = this.#answered(draft);
    if (draft.whole && draft.shown >= 0) {
      this.#delta({ type: "tool_call_updated", stepId: this.step.id, index, toolCall });
    }
  }

  /** The calls that are not the provider's to answer, as the model made them. */
  requested(): readonly RequestedCall[] {
    return this.#calls.filter((call) => !call.providerExecuted).map(requestOf);
  }

  /** All calls in order; those that were requested are as `plan` says. */
  settled(plan: readonly ToolCall[]): readonly ToolCall[] {
    const planned = new Map(plan.map((call) => [call.id, call]));
    return this.#calls.map((call) => planned.get(call.id) ?? this.#answered(call));
  }

  /** Ends the step for readers, while the answer goes on behind it; all calls are answered. */
  end(now: number): void {
    const reasoning = this.reasoning === "" ? null : this.reasoning;
    const stepDetails = { type: "tool_calls", toolCalls: this.settled([]) } as const;
    this.ended = { ...endStep(this.step, "completed", now), reasoning, stepDetails };
    for (const event of stepEndEvents(this.ended)) this.#options.emit(event);
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
    const stepId = this.step.id;
    for (let index = this.#shownCall; index < this.#calls.length; index++) {
      const draft = this.#calls[index];
      if (draft === undefined) return;
      if (draft.shown < 0) {
        draft.shown = 0;
        this.#delta({ type: "tool_call_started", stepId, index, toolCall: this.#begun(draft) });
      }
      if (draft.text.length > draft.shown) {
        const text = draft.text.slice(draft.shown);
        draft.shown = draft.text.length;
        this.#delta({ type: "tool_call_arguments", stepId, index, arguments: text });
      }
      if (!draft.whole) return;
      this.#shownCall = index + 1;
    }
  }

  #delta(data: RunStepDelta): void {
    this.#options.emit({ type: "thread.run.step.delta", data });
  }

  /** Arguments that were repaired are not what readers put together from the deltas. */
  #correct(draft: CallDraft): void {
    draft.shown = draft.text.length;
    const toolCall = { ...this.#begun(draft), arguments: draft.text };
    const index = this.#calls.indexOf(draft);
    this.#delta({ type: "tool_call_updated", stepId: this.step.id, index, toolCall });
  }

  #begun(draft: CallDraft): ToolCall {
    const call = newToolCall({ id: draft.id, name: draft.name, arguments: "" }, undefined);
    return { ...call, type: this.#options.toolType(draft.name) };
  }

  /** A call of the provider. One that it left unanswered is answered by it, if at all, in a later answer. */
  #answered(draft: CallDraft): ToolCall {
    const call = { ...this.#begun(draft), arguments: draft.text };
    const { providerResult, answeredAt } = draft;
    if (providerResult === null) return { ...call, status: "unknown" };
    const status = providerResult.isError ? "failed" : "completed";
    return { ...call, status, output: providerResult.output, endedAt: answeredAt };
  }
}

function requestOf(call: CallDraft): RequestedCall {
  return {
    id: call.id,
    name: call.name,
    arguments: call.text,
    problem: call.whole ? call.problem : "The call was cut off before its arguments were whole.",
    providerResult: call.providerResult,
  };
}
