import type { JsonObject, Page } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";

/**
 * @param page - a page of a list
 * @param view - what clients see of an item
 * @returns the page as clients of this API see it
 */
export function pageView<Item>(page: Page<Item>, view: (item: Item) => JsonObject): JsonObject {
  return {
    object: "list",
    data: page.data.map(view),
    first_id: page.firstId === null ? null : toWireId(page.firstId),
    last_id: page.lastId === null ? null : toWireId(page.lastId),
    has_more: page.hasMore,
  };
}
