import type { JsonObject, MessageDelta } from "@inhouse/contracts";
import { annotationView, partView } from "../views/message-view.ts";

/** Turns what is new in a message into deltas of the wire, which number parts and references their own way. */
export class MessageDeltas {
  readonly #messageId: string;
  readonly #extensions: boolean;
  /** Parts that the wire has no form for: those behind them move up. */
  readonly #left: Set<number> = new Set();
  /** How many references of a text were told, by its part; a part that is missing was not begun. */
  readonly #annotations: Map<number, number> = new Map();

  constructor(messageId: string, extensions: boolean) {
    this.#messageId = messageId;
    this.#extensions = extensions;
  }

  /** @returns the delta that says it; null: the wire does not */
  next(delta: MessageDelta): JsonObject | null {
    const index = delta.index - [...this.#left].filter((left) => left < delta.index).length;
    switch (delta.type) {
      case "text":
        return this.#delta({ index, type: "text", text: this.#text(delta.index, delta.text) });
      case "refusal":
        return this.#delta({ index, type: "refusal", refusal: delta.refusal });
      case "annotation": {
        const view = annotationView(delta.annotation, this.#extensions);
        if (view === null) return null;
        const told = this.#annotations.get(delta.index) ?? 0;
        this.#annotations.set(delta.index, told + 1);
        return this.#delta({
          index,
          type: "text",
          text: { annotations: [{ index: told, ...view }] },
        });
      }
      case "part": {
        const view = partView(delta.part, this.#extensions);
        if (view !== null) return this.#delta({ index, ...view });
        this.#left.add(delta.index);
        return null;
      }
    }
  }

  /** The first piece of a text brings the list of references, so that readers find one. */
  #text(part: number, value: string): JsonObject {
    if (this.#annotations.has(part)) return { value };
    this.#annotations.set(part, 0);
    return { value, annotations: [] };
  }

  #delta(part: JsonObject): JsonObject {
    return { id: this.#messageId, object: "thread.message.delta", delta: { content: [part] } };
  }
}
