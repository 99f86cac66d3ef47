import type { JsonValue } from "@inhouse/contracts";
import { toJsonValue } from "./json-value.ts";

interface OpenPart {
  readonly partId: string;
  metadata: unknown;
}

/** The parts that the model is writing, of one kind. Providers use an id again once its part has ended. */
export class OpenParts {
  readonly #open = new Map<string, OpenPart>();
  readonly #nextId: () => string;

  /** @param nextId - gives an id that no part of the answer has */
  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0;
  }

  /**
   * A part begins or goes on; a sloppy provider may begin in the middle.
   *
   * @param metadata - what the provider says of the part; the last word counts
   * @returns the id of the part in the answer
   */
  touch(id: string, metadata: unknown): string {
    let part = this.#open.get(id);
    if (part === undefined) {
      part = { partId: this.#nextId(), metadata };
      this.#open.set(id, part);
    } else if (metadata !== undefined) {
      part.metadata = metadata;
    }
    return part.partId;
  }

  close(id: string, metadata: unknown): ClosedPart {
    const partId = this.touch(id, metadata);
    const last = this.#open.get(id)?.metadata;
    this.#open.delete(id);
    return { partId, ...withMetadata(last) };
  }

  closeAll(): readonly ClosedPart[] {
    return [...this.#open.keys()].map((id) => this.close(id, undefined));
  }
}

export interface ClosedPart {
  readonly partId: string;
  readonly providerMetadata?: JsonValue;
}

/** What the provider said of a part, as a field of an event; nothing where it said nothing. */
export function withMetadata(metadata: unknown): { readonly providerMetadata?: JsonValue } {
  return metadata === undefined ? {} : { providerMetadata: toJsonValue(metadata) };
}
