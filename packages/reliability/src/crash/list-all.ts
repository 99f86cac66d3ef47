import type { Page } from "@inhouse/contracts";
import type { ListOptions } from "@inhouse/core";

/** @returns all items of a list, the oldest first */
export async function listAll<Item>(
  page: (options: ListOptions) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (;;) {
    const next: ListOptions = { limit: 100, order: "asc", ...(after === null ? {} : { after }) };
    const { data, lastId, hasMore }: Page<Item> = await page(next);
    items.push(...data);
    if (!hasMore || lastId === null) return items;
    after = lastId;
  }
}
