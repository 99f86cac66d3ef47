import type { JsonValue, Message, MessagePart, RunStep } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { ModelEvent, ModelFinish } from "../model/model-event.ts";
import type { IdSource } from "../scope/ids.ts";
import type { StoredPart } from "../storage/record-values.ts";
import type { RequestedCall } from "../tools/plan-tool-calls.ts";
import { CallsDraft } from "./calls-draft.ts";
import type { ProducedFile } from "./file-links.ts";
import { MessageDraft } from "./message-draft.ts";
import type { StepBase } from "./new-objects.ts";
import { newMessage, newStep } from "./new-objects.ts";
import { messageBeginEvents, stepBeginEvents } from "./turn-ending.ts";

/** What an assembler needs of its surroundings. */
export interface TurnAssemblerOptions {
  readonly base: StepBase;
  readonly newId: IdSource;
  readonly now: () => number;
  readonly emit: (event: UnnumberedEvent) => void;
  /** The type of tool behind a function's name. */
  readonly toolType: (name: string) => string;
  /** The files that tools of the run have made, the newest last. */
  readonly produced: readonly ProducedFile[];
}

/** A step of a model answer while it is written. */
export type TurnSection = MessageDraft | CallsDraft;

/**
 * Turns the events of one model call into steps and messages, and tells readers as it goes. Whatever the provider
 * interleaves, one step is open at a time: a message ends when calls begin. Calls that the provider has answered end when
 * text follows. Calls that wait for an outcome stay open, and text behind them is late: it is kept aside until they close.
 */
export class TurnAssembler {
  readonly #options: TurnAssemblerOptions;
  readonly #sections: TurnSection[] = [];
  #position = 0;
  #late: MessageDraft | null = null;
  #isComplete = false;
  /** Thinking that no step has been opened for. */
  #thoughts: { reasoning: string; readonly parts: StoredPart[] } = { reasoning: "", parts: [] };
  #thinking: { readonly partId: string; text: string } | null = null;

  warnings: readonly string[] = [];
  finish: ModelFinish | null = null;
  /** Whether readers have seen anything of this call. */
  began = false;

  constructor(options: TurnAssemblerOptions) {
    this.#options = options;
  }

  /** The steps in order. */
  get sections(): readonly TurnSection[] {
    return this.#sections;
  }

  /** What the model wrote behind calls that wait for an outcome; null: nothing. */
  get late(): MessageDraft | null {
    return this.#late;
  }

  /** The calls that are open; null: none are. */
  get calls(): CallsDraft | null {
    const last = this.#sections.at(-1);
    return last?.kind === "calls" ? last : null;
  }

  findMessage(id: string): Message | undefined {
    const draft = this.#sections.find((section) => section.kind === "message" && section.id === id);
    return draft?.kind === "message" ? draft.message : undefined;
  }

  findStep(id: string): RunStep | undefined {
    return this.#sections.find((section) => section.step.id === id)?.shownStep;
  }

  push(event: ModelEvent): void {
    switch (event.type) {
      case "text":
        if (event.text === "") return;
        this.#closeThought(undefined);
        this.openMessage().text(event.partId, event.text, this.#nextPosition);
        return;
      case "text_end":
        for (const draft of this.#messages()) draft.textEnd(event);
        return;
      case "reasoning":
        this.#think(event.partId, event.text);
        return;
      case "reasoning_end":
        // Providers that hide their thinking send an end with a signature and no text.
        if (this.#thinking?.partId !== event.partId) this.#think(event.partId, "");
        this.#closeThought(event.providerMetadata);
        return;
      case "source":
        this.#messages().at(-1)?.source(event);
        return;
      case "tool_call_start":
        this.#openCalls().start(event.callId, event.name, this.#nextPosition);
        return;
      case "tool_call_arguments":
        this.calls?.grow(event.callId, event.text);
        return;
      case "tool_call":
        this.#openCalls().finish(event, this.#nextPosition);
        return;
      case "provider_result":
        this.calls?.answer(event.callId, { output: event.output, isError: event.isError });
        return;
      case "opaque":
        this.#keep({ type: "opaque", position: this.#nextPosition(), value: event.value });
        return;
      case "warnings":
        this.warnings = [...this.warnings, ...event.warnings];
        return;
      case "finish":
        this.finish = event;
        return;
      case "file":
        // Its bytes are stored first, by whoever drives this; then addFile is called.
        return;
    }
  }

  /** A file that the model wrote into its answer. */
  addFile(fileId: string, part: MessagePart, providerMetadata: JsonValue | undefined): void {
    this.#closeThought(undefined);
    this.openMessage().file(fileId, part, this.#nextPosition(), providerMetadata);
  }

  /** @returns the message to write on, begun now if there is none */
  openMessage(): MessageDraft {
    const last = this.#sections.at(-1);
    if (last?.kind === "message") return last;
    if (this.#late !== null) return this.#late;
    if (last !== undefined && !last.areAnswered) {
      this.#late = this.#newMessage(() => undefined);
      return this.#late;
    }
    last?.end(this.#options.now());
    const draft = this.#newMessage((event) => this.#emit(event));
    this.#takeThoughts(draft);
    this.#sections.push(draft);
    for (const event of stepBeginEvents(draft.step)) this.#emit(event);
    for (const event of messageBeginEvents(draft.message)) this.#emit(event);
    return draft;
  }

  /** Nothing more comes: adds what only the whole answer shows, and gives an answer without any step one. */
  complete(): void {
    if (this.#isComplete) return;
    this.#isComplete = true;
    this.#closeThought(undefined);
    const cameToSomething = this.began || this.finish !== null;
    if (cameToSomething && this.#sections.length === 0) this.openMessage();
    const last = this.#sections.at(-1);
    if (last !== undefined) this.#takeThoughts(last);
    for (const draft of this.#messages()) {
      if (draft.ended === null) draft.annotate(this.#options.produced);
    }
  }

  /** The run that the answer is part of. */
  get base(): StepBase {
    return this.#options.base;
  }

  /** @returns the type of tool behind a function's name */
  typeOf(name: string): string {
    return this.#options.toolType(name);
  }

  /** The calls that wait for an outcome, as the model made them. */
  requestedCalls(): readonly RequestedCall[] {
    return this.calls?.requested() ?? [];
  }

  /** Whether all that the model called for was done by the provider, so that its answer is the last one. */
  get isFinal(): boolean {
    const { calls } = this;
    return calls === null || (calls.areProviders && this.finish?.reason !== "tool_calls");
  }

  /** All that the model wrote, in any order: what an estimate goes by where the provider counted nothing. */
  written(): string {
    const thoughts = this.#sections.map((draft) => draft.reasoning);
    const drafts = this.#late === null ? this.#sections : [...this.#sections, this.#late];
    return [...thoughts, this.#thoughts.reasoning, ...drafts.map((draft) => draft.written)].join(
      "",
    );
  }

  readonly #nextPosition = (): number => this.#position++;

  #messages(): readonly MessageDraft[] {
    const drafts = this.#sections.filter((section) => section.kind === "message");
    return this.#late === null ? drafts : [...drafts, this.#late];
  }

  #emit(event: UnnumberedEvent): void {
    this.began = true;
    this.#options.emit(event);
  }

  #newMessage(emit: (event: UnnumberedEvent) => void): MessageDraft {
    const { base, newId, now } = this.#options;
    const id = newId("message");
    const details = { type: "message_creation", messageId: id } as const;
    const step = newStep(base, { id: newId("step"), now: now(), details });
    return new MessageDraft(step, newMessage(base, { id, now: now() }), emit);
  }

  #openCalls(): CallsDraft {
    this.#closeThought(undefined);
    const { base, newId, now, toolType, produced } = this.#options;
    const last = this.#sections.at(-1);
    if (last?.kind === "calls") return last;
    last?.end(produced, now());
    const details = { type: "tool_calls", toolCalls: [] } as const;
    const draft = new CallsDraft({
      step: newStep(base, { id: newId("step"), now: now(), details }),
      newCallId: () => newId("toolCall"),
      now,
      toolType,
      emit: (event) => this.#emit(event),
    });
    this.#takeThoughts(draft);
    this.#sections.push(draft);
    for (const event of stepBeginEvents(draft.step)) this.#emit(event);
    return draft;
  }

  #think(partId: string, text: string): void {
    if (this.#thinking?.partId !== partId) {
      this.#closeThought(undefined);
      this.#thinking = { partId, text: "" };
    }
    this.#thinking.text += text;
    if (text === "") return;
    this.#owner().reasoning += text;
    this.#emit({ type: "thread.run.reasoning.delta", data: { text } });
  }

  #closeThought(providerMetadata: JsonValue | undefined): void {
    const open = this.#thinking;
    this.#thinking = null;
    if (open === null || (open.text === "" && providerMetadata === undefined)) return;
    const metadata = providerMetadata === undefined ? {} : { providerMetadata };
    const position = this.#nextPosition();
    this.#keep({ type: "reasoning", position, text: open.text, ...metadata });
  }

  #keep(part: StoredPart): void {
    this.#owner().parts.push(part);
  }

  /** What thinking belongs to: the open step, or else the next one. */
  #owner(): { reasoning: string; readonly parts: StoredPart[] } {
    return this.#sections.at(-1) ?? this.#thoughts;
  }

  #takeThoughts(draft: TurnSection): void {
    draft.reasoning += this.#thoughts.reasoning;
    draft.parts.push(...this.#thoughts.parts);
    this.#thoughts = { reasoning: "", parts: [] };
  }
}
