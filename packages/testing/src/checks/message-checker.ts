import { isDeepStrictEqual } from "node:util";
import type { Message, MessageDelta, MessageEvent, MessagePart } from "@inhouse/contracts";

/** Follows the messages of a run through its events. {@link RunEventsChecker} has one. */
export class MessageChecker {
  /** Every message that was announced, as its last event showed it. */
  readonly known: Map<string, Message> = new Map();
  /** Those that a later attempt took the place of. */
  readonly voided: Set<string> = new Set();
  /** The message that is being written. */
  open: string | null = null;
  readonly #complain: (problem: string) => undefined;
  #content: MessagePart[] = [];
  #hasBegun = false;

  /** @param complain - is told every problem */
  constructor(complain: (problem: string) => undefined) {
    this.#complain = complain;
  }

  /**
   * Takes in an event about a message.
   *
   * @param event - a message was created, or has a new status
   */
  change({ type, data }: MessageEvent): undefined {
    if (type === "thread.message.created") return this.#create(data);
    if (this.open !== data.id) return this.#complain(`${type} of a message that is not open`);
    this.known.set(data.id, data);
    if (type === "thread.message.in_progress") {
      if (this.#hasBegun) this.#complain("a message begins twice");
      if (data.content.length > 0) this.#complain("a message begins with content");
      this.#hasBegun = true;
      return;
    }
    if (!this.#hasBegun) this.#complain("a message ends before it begins");
    if (type !== `thread.message.${data.status}`) this.#complain(`${type} shows ${data.status}`);
    if (!isDeepStrictEqual(data.content, this.#content)) {
      const [shown, told] = [data.content, this.#content].map((one) => JSON.stringify(one));
      this.#complain(`a message ends as ${shown}, its deltas say ${told}`);
    }
    if ((data.status === "completed") !== (data.completedAt !== null)) {
      this.#complain("a message is completed without a time, or has one and is not");
    }
    if ((data.status === "incomplete") !== (data.incompleteDetails !== null)) {
      this.#complain("a message is incomplete without a reason, or has one and is not");
    }
    this.open = null;
  }

  /**
   * Takes in what is new in a message.
   *
   * @param delta - more of the open message
   */
  grow(delta: MessageDelta): undefined {
    if (this.open !== delta.messageId || !this.#hasBegun) {
      return this.#complain(`a delta of a message that is not open`);
    }
    const last = this.#content.length - 1;
    // Only references may still be added to an earlier part.
    if (delta.index > last + 1 || (delta.index < last && delta.type !== "annotation")) {
      return this.#complain(`a delta of part ${delta.index} behind part ${last}`);
    }
    const part = this.#content[delta.index];
    if (delta.type === "part") {
      if (part !== undefined) this.#complain("a whole part comes where there is one");
      this.#content[delta.index] = delta.part;
    } else if (delta.type === "text" && (part === undefined || part.type === "text")) {
      const { text = "", annotations = [] } = part ?? {};
      this.#content[delta.index] = { type: "text", text: text + delta.text, annotations };
    } else if (delta.type === "annotation" && part?.type === "text") {
      const annotations = [...part.annotations, delta.annotation];
      this.#content[delta.index] = { ...part, annotations };
      const { text, startIndex, endIndex } = delta.annotation;
      if (part.text.slice(startIndex, endIndex) !== text) {
        this.#complain(`an annotation says '${text}' of another text`);
      }
    } else this.#complain(`a delta of the type ${delta.type} for a ${part?.type}`);
  }

  /**
   * Takes in that a message is void.
   *
   * @param id - the message
   */
  void(id: string): void {
    if (!this.known.has(id) || this.open === id) this.#complain("no such message can be void");
    if (this.voided.has(id)) this.#complain("a message is made void twice");
    this.voided.add(id);
  }

  #create(message: Message): undefined {
    if (this.known.has(message.id)) this.#complain(`the message ${message.id} is created twice`);
    if (this.open !== null) this.#complain("a message is created while another is open");
    if (message.content.length > 0 || message.status !== "in_progress") {
      this.#complain("a new message is not empty");
    }
    this.known.set(message.id, message);
    this.open = message.id;
    this.#content = [];
    this.#hasBegun = false;
  }
}
