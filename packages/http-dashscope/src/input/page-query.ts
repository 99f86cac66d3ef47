import { invalidField } from "../faults/invalid-field.ts";

/** Which page of the file list is asked for. */
export interface PageQuery {
  /** The number of the page, from 1 on. */
  readonly pageNumber: number;
  /** How many files a page has, 1 to 100. */
  readonly pageSize: number;
}

/**
 * @param query - the parameters of a request; empty ones count as absent
 * @returns the page; by default the first one, of 10 files
 * @throws InvalidInputError if a parameter is wrong
 */
export function readPageQuery(query: Readonly<Record<string, string>>): PageQuery {
  return {
    pageNumber: readNumber(query.page_no, "page_no", 1, 1_000_000),
    pageSize: readNumber(query.page_size, "page_size", 10, 100),
  };
}

function readNumber(
  text: string | undefined,
  param: string,
  byDefault: number,
  maximum: number,
): number {
  if (!text) return byDefault;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= maximum) return value;
  throw invalidField(param, `a whole number from 1 to ${maximum}`, text);
}
