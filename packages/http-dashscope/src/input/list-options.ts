import type { ListOptions } from "@inhouse/core";
import { invalidField } from "../faults/invalid-field.ts";
import { toCoreId } from "../ids/wire-id.ts";

/** The longest page; a client that asks for more gets this one, and hears that there is more. */
const maxLimit = 100;

/**
 * @param query - the parameters of a request; empty ones count as absent
 * @returns which page is asked for
 * @throws InvalidInputError if a parameter is wrong
 */
export function listOptions(query: Readonly<Record<string, string>>): ListOptions {
  const { limit, order, after, before } = query;
  if (order && order !== "asc" && order !== "desc") {
    throw invalidField("order", "'asc' or 'desc'", order);
  }
  if (after && before) throw invalidField("before", "left out where 'after' is given", before);
  return {
    ...(limit && { limit: readLimit(limit) }),
    ...(order && { order: order as "asc" | "desc" }),
    ...(after && { after: toCoreId(after) }),
    ...(before && { before: toCoreId(before) }),
  };
}

function readLimit(limit: string): number {
  if (/^\d{1,15}$/.test(limit) && Number(limit) > 0) return Math.min(Number(limit), maxLimit);
  throw invalidField("limit", "a whole number of at least 1", limit);
}
