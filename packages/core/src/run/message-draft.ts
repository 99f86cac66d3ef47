import type { Annotation, JsonValue, Message, MessagePart, RunStep } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { ModelSource, ModelTextEnd } from "../model/model-event.ts";
import type { StoredPart } from "../storage/record-values.ts";
import type { ProducedFile } from "./file-links.ts";
import { linkedFiles } from "./file-links.ts";
import { endMessage, endStep, messageEndEvent, stepEndEvents } from "./turn-ending.ts";

/** A message with the step that wrote it, as they stay. */
export interface EndedMessage {
  readonly message: Message;
  readonly step: RunStep;
}

/** Where a text part of the model lies. */
interface TextPlace {
  readonly partId: string;
  readonly contentIndex: number;
  readonly partIndex: number;
  readonly sources: ModelSource[];
}

/** A message of a run while the model writes it: what it holds so far, and how readers hear of it. */
export class MessageDraft {
  readonly kind = "message";
  readonly step: RunStep;
  /** What of the model's answer is stored with the step. */
  readonly parts: StoredPart[] = [];
  /** The thinking that belongs to the step. */
  reasoning = "";
  /** The message as readers saw it end; null: it is being written. */
  ended: EndedMessage | null = null;
  readonly #begun: Message;
  readonly #content: MessagePart[] = [];
  readonly #places: TextPlace[] = [];
  readonly #emit: (event: UnnumberedEvent) => void;

  /**
   * @param step - the step that writes it
   * @param message - the message, empty
   * @param emit - tells readers of what is new
   */
  constructor(step: RunStep, message: Message, emit: (event: UnnumberedEvent) => void) {
    this.step = step;
    this.#begun = message;
    this.#emit = emit;
  }

  get id(): string {
    return this.#begun.id;
  }

  /** The message as far as it is. */
  get message(): Message {
    return this.ended?.message ?? { ...this.#begun, content: [...this.#content] };
  }

  /** The step as far as it is. */
  get shownStep(): RunStep {
    return this.ended?.step ?? this.step;
  }

  /** What the model wrote. */
  get written(): string {
    return this.#content.map((part) => (part.type === "text" ? part.text : "")).join("");
  }

  /** @param position - gives the place of a new part in the answer */
  text(partId: string, text: string, position: () => number): void {
    const last = this.#places.at(-1);
    // Parts never interleave: a text that goes on behind another part goes on as a part of its own.
    const goesOn = last?.partId === partId && last.contentIndex === this.#content.length - 1;
    const { contentIndex } = goesOn ? last : this.#startText(partId, position());
    const part = this.#content[contentIndex];
    if (part?.type !== "text") return;
    this.#content[contentIndex] = { ...part, text: part.text + text };
    this.#delta({ type: "text", messageId: this.id, index: contentIndex, text });
  }

  textEnd({ partId, providerMetadata, citations = [] }: ModelTextEnd): void {
    const place = this.#places.findLast((one) => one.partId === partId);
    if (place === undefined) return;
    const stored = this.parts[place.partIndex];
    if (stored?.type === "text" && providerMetadata !== undefined) {
      this.parts[place.partIndex] = { ...stored, providerMetadata };
    }
    for (const citation of citations) {
      const { startIndex, endIndex = startIndex, ...page } = citation;
      const known = place.sources.findIndex((source) => source.url === page.url);
      if (known >= 0) place.sources.splice(known, 1);
      this.#cite(place, page, startIndex, endIndex);
    }
  }

  /** A page that the text rests on. Where in the text, the provider may still say when the text ends. */
  source(source: ModelSource): void {
    this.#places.at(-1)?.sources.push(source);
  }

  /** A part that comes whole. */
  append(part: MessagePart): void {
    this.#content.push(part);
    const index = this.#content.length - 1;
    this.#delta({ type: "part", messageId: this.id, index, part });
  }

  /** A file that the model wrote into its answer. */
  file(fileId: string, part: MessagePart, position: number, metadata: JsonValue | undefined): void {
    const providerMetadata = metadata === undefined ? {} : { providerMetadata: metadata };
    this.parts.push({ type: "file", position, fileId, ...providerMetadata });
    this.append(part);
  }

  /** Adds the references that only the whole text shows. */
  annotate(produced: readonly ProducedFile[]): void {
    for (const place of this.#places) {
      for (const source of place.sources.splice(0)) this.#cite(place, source);
      const part = this.#content[place.contentIndex];
      const links = part?.type === "text" ? linkedFiles(part.text, produced) : [];
      for (const link of links) this.#annotate(place.contentIndex, link);
    }
  }

  /** Ends message and step for readers, while the answer goes on behind them. */
  end(produced: readonly ProducedFile[], now: number): void {
    this.annotate(produced);
    const message = endMessage(this.message, null, now);
    const reasoning = this.reasoning === "" ? null : this.reasoning;
    const step = { ...endStep(this.step, "completed", now), reasoning };
    this.#emit(messageEndEvent(message));
    for (const event of stepEndEvents(step)) this.#emit(event);
    this.ended = { message, step };
  }

  #startText(partId: string, position: number): TextPlace {
    this.#content.push({ type: "text", text: "", annotations: [] });
    const contentIndex = this.#content.length - 1;
    this.parts.push({ type: "text", position, contentIndex });
    const place = { partId, contentIndex, partIndex: this.parts.length - 1, sources: [] };
    this.#places.push(place);
    return place;
  }

  #cite(
    { contentIndex }: TextPlace,
    { url, title }: { readonly url: string; readonly title?: string },
    start?: number,
    end?: number,
  ): void {
    const part = this.#content[contentIndex];
    if (part?.type !== "text") return;
    const { length } = part.text;
    const endIndex = Math.min(end ?? length, length);
    const startIndex = Math.min(start ?? endIndex, endIndex);
    const text = part.text.slice(startIndex, endIndex);
    const named = title === undefined ? { url } : { url, title };
    this.#annotate(contentIndex, { type: "url_citation", text, startIndex, endIndex, ...named });
  }

  #annotate(index: number, annotation: Annotation): void {
    const part = this.#content[index];
    if (part?.type !== "text") return;
    this.#content[index] = { ...part, annotations: [...part.annotations, annotation] };
    this.#delta({ type: "annotation", messageId: this.id, index, annotation });
  }

  #delta(data: Extract<UnnumberedEvent, { type: "thread.message.delta" }>["data"]): void {
    this.#emit({ type: "thread.message.delta", data });
  }
}
