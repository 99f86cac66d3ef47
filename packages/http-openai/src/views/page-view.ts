import type { JsonObject, Page } from "@inhouse/contracts";

/** @returns the page as the wire has it */
export function pageView<Item>(page: Page<Item>, view: (item: Item) => JsonObject): JsonObject {
  return {
    object: "list",
    data: page.data.map(view),
    first_id: page.firstId,
    last_id: page.lastId,
    has_more: page.hasMore,
  };
}
