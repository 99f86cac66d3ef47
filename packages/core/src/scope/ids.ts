import type { Random } from "@inhouse/contracts";
import { customRandom } from "nanoid";

/** What every id begins with, by object. */
const prefixes = {
  assistant: "asst",
  thread: "thread",
  message: "msg",
  run: "run",
  step: "step",
  toolCall: "call",
  file: "file",
  owner: "owner",
} as const;

/** The objects that have ids of their own. */
export type IdKind = keyof typeof prefixes;

/** Makes ids: a prefix and 24 of `[A-Za-z0-9]`, because clients cut ids out of texts by that pattern. */
export type IdSource = (kind: IdKind) => string;

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * @param random - where the ids' bytes come from
 * @returns a source of ids
 */
export function createIdSource(random: Random): IdSource {
  const suffix = customRandom(alphabet, 24, (length) => random.bytes(length));
  return (kind) => `${prefixes[kind]}_${suffix()}`;
}
