import type { Page, RecordKind } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import * as v from "valibot";
import type { RecordValues } from "../storage/record-values.ts";
import type { TenantStorage, TypedRecord } from "../storage/tenant-storage.ts";
import { positionOf } from "../storage/tenant-storage.ts";
import { id, integer, oneOf } from "./common-schemas.ts";
import { describe } from "./describe.ts";
import { fields } from "./fields.ts";
import { parseInput } from "./parse-input.ts";
import type { Schema } from "./schema.ts";

/** Which page of a list. */
export interface ListOptions {
  /** At most so many items, 1 to 100; absent: 20. */
  readonly limit?: number;
  /** By creation, the oldest or the newest first; absent: `desc`, the newest first. */
  readonly order?: "asc" | "desc";
  /** Only items that come behind the one with this id, in the requested order; absent: from the first. */
  readonly after?: string;
  /** Only items that come before the one with this id; without `after` the page is the one next to it. Absent: to the last. */
  readonly before?: string;
}

/** List options with what is absent filled in. */
export interface ParsedListOptions {
  readonly limit: number;
  readonly order: "asc" | "desc";
  readonly after?: string;
  readonly before?: string;
}

interface ListFields {
  readonly limit: v.ExactOptionalSchema<Schema<number>, 20>;
  readonly order: v.ExactOptionalSchema<Schema<"asc" | "desc">, "desc">;
  readonly after: v.ExactOptionalSchema<Schema<string>, undefined>;
  readonly before: v.ExactOptionalSchema<Schema<string>, undefined>;
}

/** The fields of {@link ListOptions}, to be joined into larger schemas. */
export const listFields: ListFields = {
  limit: v.exactOptional(integer(1, 100), 20),
  order: v.exactOptional(oneOf(["asc", "desc"]), "desc"),
  after: v.exactOptional(id),
  before: v.exactOptional(id),
};

const listOptions: Schema<ParsedListOptions> = fields({ ...listFields });

/** Which records a list is made of. */
export interface ListSource {
  readonly parent: string;
  readonly key?: { readonly name: string; readonly value: string };
}

/** @returns the options, with what is absent filled in */
export function parseListOptions(options: unknown = {}): ParsedListOptions {
  return parseInput(listOptions, options);
}

/**
 * @param storage - whose records
 * @param kind - what
 * @param source - of which parent
 * @param options - which page
 * @param view - what a caller sees of a record
 * @throws InvalidInputError if a cursor names nothing in this list
 */
export async function listPage<Kind extends RecordKind, Item extends { readonly id: string }>(
  storage: TenantStorage,
  kind: Kind,
  source: ListSource,
  options: ParsedListOptions,
  view: (value: RecordValues[Kind]) => Item,
): Promise<Page<Item>> {
  const { limit, order } = options;
  const after = await cursor(storage, kind, source, "after", options.after);
  const before = await cursor(storage, kind, source, "before", options.before);
  // A page before a cursor is read from the cursor backwards, or it would be the first page of the list instead.
  const backwards = before !== undefined && after === undefined;
  const records = await storage.list(kind, {
    ...source,
    order: backwards ? opposite(order) : order,
    ...(backwards ? { after: positionOf(before) } : {}),
    ...(!backwards && after !== undefined ? { after: positionOf(after) } : {}),
    ...(!backwards && before !== undefined ? { before: positionOf(before) } : {}),
    limit: limit + 1,
  });
  const page = records.slice(0, limit);
  const data = (backwards ? page.toReversed() : page).map((record) => view(record.value));
  return {
    data,
    firstId: data[0]?.id ?? null,
    lastId: data.at(-1)?.id ?? null,
    hasMore: records.length > limit,
  };
}

function opposite(order: "asc" | "desc"): "asc" | "desc" {
  return order === "asc" ? "desc" : "asc";
}

async function cursor<Kind extends RecordKind>(
  storage: TenantStorage,
  kind: Kind,
  source: ListSource,
  param: "after" | "before",
  cursorId: string | undefined,
): Promise<TypedRecord<Kind> | undefined> {
  if (cursorId === undefined) return undefined;
  const record = await storage.find(kind, cursorId);
  const { key } = source;
  const listed =
    record?.parent === source.parent && (key === undefined || record.keys[key.name] === key.value);
  if (record !== undefined && listed) return record;
  throw new InvalidInputError({
    param,
    expected: "the id of something in this list",
    received: describe(cursorId),
  });
}
