import type { RecordKind } from "@inhouse/contracts";
import type { TenantStorage, TypedListQuery, TypedRecord } from "./tenant-storage.ts";
import { positionOf } from "./tenant-storage.ts";

/** How many records are read at once. */
const pageSize = 100;

/**
 * @param storage - whose records
 * @param kind - of what kind
 * @param query - which
 * @returns all of them, a page at a time, so that a long list takes no more memory than a short one
 */
export async function* listAll<Kind extends RecordKind>(
  storage: TenantStorage,
  kind: Kind,
  query: Omit<TypedListQuery, "limit">,
): AsyncGenerator<TypedRecord<Kind>, void, undefined> {
  let { after } = query;
  for (;;) {
    const page = await storage.list(kind, {
      ...query,
      ...(after === undefined ? {} : { after }),
      limit: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = positionOf(last);
  }
}
