import type { Page } from "@inhouse/contracts";
import type { ReadablePage } from "./readable-runtime.ts";

/** @returns all items of a list, the oldest first */
export async function listAll<Item>(
  page: (options: ReadablePage) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (;;) {
    const next = { limit: 100, order: "asc" as const, ...(after === null ? {} : { after }) };
    const { data, lastId, hasMore }: Page<Item> = await page(next);
    items.push(...data);
    if (!hasMore || lastId === null) return items;
    after = lastId;
  }
}
