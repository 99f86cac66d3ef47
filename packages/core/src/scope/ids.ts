import type { Random } from "@inhouse/contracts";
import { suffixOfUuid } from "@inhouse/contracts";

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

/**
 * @param random - where the ids' bytes come from
 * @returns a source of ids, each a UUID of version 4 in the letters of {@link suffixOfUuid}
 */
export function createIdSource(random: Random): IdSource {
  return (kind) => {
    const uuid = Uint8Array.from(random.bytes(16));
    uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x40;
    uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
    return `${prefixes[kind]}_${suffixOfUuid(uuid)}`;
  };
}
