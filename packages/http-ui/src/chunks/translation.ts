import type { TranslationState } from "./translation-state.ts";
import type { UIChunk } from "./ui-chunk.ts";

/** What one event comes to: the state behind it, and what the client is sent. */
export interface Translation {
  readonly state: TranslationState;
  readonly chunks: readonly UIChunk[];
}

/** @returns nothing to send, and the state as it was */
export function nothing(state: TranslationState): Translation {
  return { state, chunks: [] };
}

/** Does one thing after the other, and sends the chunks of both. */
export function andThen(
  first: Translation,
  next: (state: TranslationState) => Translation,
): Translation {
  const second = next(first.state);
  return { state: second.state, chunks: [...first.chunks, ...second.chunks] };
}

/** Does something for each item, in order. */
export function forEach<Item>(
  state: TranslationState,
  items: readonly Item[],
  next: (state: TranslationState, item: Item) => Translation,
): Translation {
  return items.reduce<Translation>(
    (before, item) => andThen(before, (now) => next(now, item)),
    nothing(state),
  );
}
