import type { JsonValue, Message, MessagePart, RunStep } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { ModelEvent, ModelFinish, ModelToolCall } from "../model/model-event.ts";
import type { IdSource } from "../scope/ids.ts";
import type { StoredPart } from "../storage/record-values.ts";
import type { RequestedCall } from "../tools/plan-tool-calls.ts";
import { CallAssembler } from "./call-assembler.ts";
import type { StepBase } from "./new-objects.ts";
import { newMessage, newStep } from "./new-objects.ts";

/** What an assembler needs of its surroundings. */
export interface TurnAssemblerOptions {
  readonly base: StepBase;
  readonly newId: IdSource;
  readonly now: () => number;
  readonly emit: (event: UnnumberedEvent) => void;
  /** The type of tool behind a function's name. */
  readonly toolType: (name: string) => string;
  /** Closes the message and its step for readers, because calls begin. */
  readonly closeMessage: (message: Message, step: RunStep) => void;
}

/**
 * Turns the events of one model call into the steps and the message they make, and tells readers as it goes. What readers
 * see obeys the grammar of the run's log whatever the provider interleaves: the message before the calls, and its parts one
 * after the other. Text that comes behind a call is kept for the end of the same message.
 */
export class TurnAssembler {
  readonly #options: TurnAssemblerOptions;
  readonly #parts: StoredPart[] = [];
  readonly #content: MessagePart[] = [];
  readonly #partPlaces = new Map<string, number>();
  #position = 0;
  #calls: CallAssembler | null = null;
  #reasoning = "";
  #reasoningOpen: { partId: string; text: string } | null = null;
  #textPartId: string | null = null;
  #message: Message | null = null;

  messageStep: RunStep | null = null;
  toolStep: RunStep | null = null;
  warnings: readonly string[] = [];
  finish: ModelFinish | null = null;
  /** Whether readers have seen anything of this call. */
  began = false;

  constructor(options: TurnAssemblerOptions) {
    this.#options = options;
  }

  /** The message as it is, or null if the model wrote none so far. */
  get message(): Message | null {
    return this.#message === null ? null : { ...this.#message, content: [...this.#content] };
  }

  /** The thinking so far, as text; null: none. */
  get reasoning(): string | null {
    return this.#reasoning === "" ? null : this.#reasoning;
  }

  push(event: ModelEvent): void {
    switch (event.type) {
      case "text":
        this.#text(event.partId, event.text);
        return;
      case "text_end":
        this.#textEnd(event.partId, event.providerMetadata);
        return;
      case "reasoning":
        this.#reason(event.partId, event.text);
        return;
      case "reasoning_end":
        this.#reasonEnd(event.partId, event.providerMetadata);
        return;
      case "source":
        this.#cite(event.url, event.title);
        return;
      case "tool_call_start":
        this.#openCalls().start(event.callId, event.name, this.#position++);
        return;
      case "tool_call_arguments":
        this.#calls?.grow(event.callId, event.text);
        return;
      case "tool_call":
        this.#endCall(event);
        return;
      case "provider_result":
        this.#calls?.answer(event.callId, event.output, event.isError);
        return;
      case "opaque":
        this.#parts.push({ type: "opaque", position: this.#position++, value: event.value });
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
    const position = this.#position++;
    this.#parts.push({ type: "file", position, fileId, ...withMetadata(providerMetadata) });
    this.appendPart(part);
  }

  /** A part that comes whole. */
  appendPart(part: MessagePart): void {
    const { id } = this.openMessage();
    this.#textPartId = null;
    this.#content.push(part);
    const index = this.#content.length - 1;
    this.#messageDelta({ type: "part", messageId: id, index, part });
  }

  /** @returns the message, begun now if there was none */
  openMessage(): Message {
    if (this.#message !== null) return this.#message;
    const { base, newId, now } = this.#options;
    const id = newId("message");
    const details = { type: "message_creation", messageId: id } as const;
    this.messageStep = newStep(base, { id: newId("step"), now: now(), details });
    this.#message = newMessage(base, { id, now: now() });
    if (this.toolStep === null) this.#announce();
    return this.#message;
  }

  /** The calls as the model made them. */
  requestedCalls(): readonly RequestedCall[] {
    return this.#calls?.requested() ?? [];
  }

  /** The parts of the answer that are stored with its step of this kind. */
  storedParts(kind: RunStep["type"]): readonly StoredPart[] {
    this.#closeReasoning(undefined);
    const calls = this.#calls?.stored() ?? [];
    if (this.messageStep === null) return [...this.#parts, ...calls];
    return kind === "tool_calls" ? calls : this.#parts;
  }

  /** How much the model wrote, in characters: what an estimate goes by where the provider counted nothing. */
  writtenCharacters(): number {
    const texts = this.#content.map((part) => (part.type === "text" ? part.text.length : 0));
    const calls = this.requestedCalls().map((call) => call.arguments.length + call.name.length);
    return [...texts, ...calls, this.#reasoning.length].reduce((sum, length) => sum + length, 0);
  }

  #emit(event: UnnumberedEvent): void {
    this.began = true;
    this.#options.emit(event);
  }

  #announce(): void {
    if (this.messageStep === null || this.#message === null) return;
    this.#emit({ type: "thread.run.step.created", data: this.messageStep });
    this.#emit({ type: "thread.run.step.in_progress", data: this.messageStep });
    this.#emit({ type: "thread.message.created", data: this.#message });
    this.#emit({ type: "thread.message.in_progress", data: this.#message });
  }

  #messageDelta(data: Extract<UnnumberedEvent, { type: "thread.message.delta" }>["data"]): void {
    // Behind a call nobody sees the message grow: it was closed when the calls began.
    if (this.toolStep === null) this.#emit({ type: "thread.message.delta", data });
  }

  #text(partId: string, text: string): void {
    if (text === "") return;
    this.#closeReasoning(undefined);
    const { id } = this.openMessage();
    if (this.#textPartId !== partId) this.#startText(partId);
    const index = this.#content.length - 1;
    const part = this.#content[index];
    if (part?.type === "text") this.#content[index] = { ...part, text: part.text + text };
    this.#messageDelta({ type: "text", messageId: id, index, text });
  }

  #startText(partId: string): void {
    this.#textPartId = partId;
    this.#content.push({ type: "text", text: "", annotations: [] });
    this.#partPlaces.set(partId, this.#parts.length);
    const contentIndex = this.#content.length - 1;
    this.#parts.push({ type: "text", position: this.#position++, contentIndex });
  }

  #textEnd(partId: string, providerMetadata: JsonValue | undefined): void {
    const place = this.#partPlaces.get(partId) ?? -1;
    const part = this.#parts[place];
    if (part?.type === "text") this.#parts[place] = { ...part, ...withMetadata(providerMetadata) };
  }

  #reason(partId: string, text: string): void {
    if (this.#reasoningOpen?.partId !== partId) {
      this.#closeReasoning(undefined);
      this.#reasoningOpen = { partId, text: "" };
    }
    this.#reasoningOpen.text += text;
    this.#reasoning += text;
    if (text !== "") this.#emit({ type: "thread.run.reasoning.delta", data: { text } });
  }

  #reasonEnd(partId: string, providerMetadata: JsonValue | undefined): void {
    // Providers that hide their thinking send an end with a signature and no text.
    if (this.#reasoningOpen?.partId !== partId) this.#reasoningOpen = { partId, text: "" };
    this.#closeReasoning(providerMetadata);
  }

  #closeReasoning(providerMetadata: JsonValue | undefined): void {
    const open = this.#reasoningOpen;
    this.#reasoningOpen = null;
    if (open === null || (open.text === "" && providerMetadata === undefined)) return;
    const position = this.#position++;
    const { text } = open;
    this.#parts.push({ type: "reasoning", position, text, ...withMetadata(providerMetadata) });
  }

  #cite(url: string, title: string | undefined): void {
    const index = this.#content.length - 1;
    const part = this.#content[index];
    if (this.#message === null || part?.type !== "text") return;
    const place = { text: "", startIndex: part.text.length, endIndex: part.text.length };
    const named = title === undefined ? { url } : { url, title };
    const annotation = { type: "url_citation", ...place, ...named } as const;
    this.#content[index] = { ...part, annotations: [...part.annotations, annotation] };
    this.#messageDelta({ type: "annotation", messageId: this.#message.id, index, annotation });
  }

  #openCalls(): CallAssembler {
    this.#closeReasoning(undefined);
    if (this.#calls !== null) return this.#calls;
    const { base, newId, now, toolType, closeMessage } = this.#options;
    if (this.message !== null && this.messageStep !== null) {
      closeMessage(this.message, this.messageStep);
    }
    const details = { type: "tool_calls", toolCalls: [] } as const;
    const step = newStep(base, { id: newId("step"), now: now(), details });
    this.toolStep = step;
    this.#emit({ type: "thread.run.step.created", data: step });
    this.#emit({ type: "thread.run.step.in_progress", data: step });
    this.#calls = new CallAssembler({
      stepId: step.id,
      newCallId: () => newId("toolCall"),
      toolType,
      emit: (data) => this.#emit({ type: "thread.run.step.delta", data }),
    });
    return this.#calls;
  }

  #endCall(event: ModelToolCall): void {
    const calls = this.#openCalls();
    if (!calls.isOpen(event.callId)) calls.start(event.callId, event.name, this.#position++);
    calls.end(event);
  }
}

function withMetadata(providerMetadata: JsonValue | undefined): { providerMetadata?: JsonValue } {
  return providerMetadata === undefined ? {} : { providerMetadata };
}
