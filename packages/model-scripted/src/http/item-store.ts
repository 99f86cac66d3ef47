import type { WireObject } from "./wire-value.ts";

/** The output items that the Responses API remembers, so that later requests may name them by their id. */
export interface ItemStore {
  add(item: WireObject): void;
  get(id: string): WireObject | undefined;
}

export function createItemStore(limit: number): ItemStore {
  const items = new Map<string, WireObject>();
  return {
    add(item) {
      items.set(String(item.id), item);
      const oldest = items.keys().next();
      if (items.size > limit && !oldest.done) items.delete(oldest.value);
    },
    get: (id) => items.get(id),
  };
}
