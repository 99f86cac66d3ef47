import { InvalidInputError } from "@inhouse/contracts";
import type { TranscriptPage } from "../transcript/read-transcript.ts";

const defaultLimit = 50;
const maxLimit = 99;

/**
 * @param query - the query of the request
 * @returns which page of a chat it asks for
 * @throws InvalidInputError if `limit` is not from 1 to 99
 */
export function readTranscriptPage(query: Readonly<Record<string, string>>): TranscriptPage {
  const { limit = String(defaultLimit), before } = query;
  const count = Number(limit);
  if (!/^\d+$/.test(limit) || count < 1 || count > maxLimit) {
    const expected = `a whole number from 1 to ${maxLimit}`;
    throw new InvalidInputError({ param: "limit", expected, received: "something else" });
  }
  return { limit: count, ...(before === undefined ? {} : { before }) };
}
