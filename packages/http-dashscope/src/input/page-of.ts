import type { Page } from "@inhouse/contracts";
import type { ListOptions } from "@inhouse/core";
import { invalidField } from "../faults/invalid-field.ts";

/**
 * @param items - a list that is at hand, the oldest first
 * @param options - which page of it
 * @returns the page
 * @throws InvalidInputError if a cursor names nothing in the list
 */
export function pageOf<Item extends { readonly id: string }>(
  items: readonly Item[],
  { limit = 20, order = "desc", after, before }: ListOptions,
): Page<Item> {
  const ordered = order === "asc" ? items : items.toReversed();
  const from = after === undefined ? 0 : placeOf(ordered, after, "after") + 1;
  const to = before === undefined ? ordered.length : placeOf(ordered, before, "before");
  const range = ordered.slice(from, to);
  // A page before a cursor is the one next to it.
  const data = before === undefined ? range.slice(0, limit) : range.slice(-limit);
  return {
    data,
    firstId: data[0]?.id ?? null,
    lastId: data.at(-1)?.id ?? null,
    hasMore: range.length > data.length,
  };
}

function placeOf(items: readonly { readonly id: string }[], id: string, param: string): number {
  const place = items.findIndex((item) => item.id === id);
  if (place < 0) throw invalidField(param, "the id of something in this list", id);
  return place;
}
