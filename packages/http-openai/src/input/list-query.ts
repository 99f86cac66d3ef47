import type { ListOptions } from "@inhouse/core";
import type { DialectContext } from "@inhouse/http";
import * as v from "valibot";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";
import { defined } from "./common-schemas.ts";
import { parseValue } from "./parse-body.ts";

const order = v.picklist(["asc", "desc"]);

/** The largest page of most lists. */
export const maxPage = 100;

/**
 * @param c - the request
 * @param most - the largest page
 * @returns which page its query asks for
 * @throws OpenAIRefusal if a part of the query is wrong
 */
export function listQuery(c: DialectContext, most: number = maxPage): ListOptions {
  const { limit, order: direction, after, before } = c.req.query();
  const schema = v.strictObject({
    limit: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most))),
    order: v.exactOptional(order),
    after: v.exactOptional(v.string()),
    before: v.exactOptional(v.string()),
  });
  return parseValue(schema, defined({ limit: count(limit), order: direction, after, before }));
}

function count(text: string | undefined): number | string | undefined {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

const searchContents = "step_details.tool_calls[*].file_search.results[*].content";

/**
 * @param c - the request
 * @returns whether it asks for the texts that a search found
 * @throws OpenAIRefusal if it asks for anything else
 */
export function includesContents(c: DialectContext): boolean {
  const asked = [...(c.req.queries("include[]") ?? []), ...(c.req.queries("include") ?? [])];
  for (const [index, value] of asked.entries()) {
    if (value === searchContents) continue;
    const message = `Invalid value: '${value.slice(0, 100)}'. Supported values are: '${searchContents}'.`;
    throw new OpenAIRefusal({ message, param: `include[${index}]`, code: "invalid_value" });
  }
  return asked.length > 0;
}
