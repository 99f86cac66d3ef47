import type { StorageChange } from "@inhouse/contracts";

/** Below what PostgreSQL takes (8,000 bytes), with room for what surrounds the changes. */
const longestMessage = 7000;

const anything: StorageChange = { tenant: null, partition: null };

/** What one storage tells all who listen. */
export interface ChangeMessage {
  /** Which storage sent it. */
  readonly from: string;
  readonly changes: readonly StorageChange[];
}

/**
 * @param from - which storage sends it
 * @param changes - what changed
 * @returns as few texts as possible, each short enough to be sent
 */
export function changeMessages(from: string, changes: readonly StorageChange[]): string[] {
  const messages: string[] = [];
  let entries: string[] = [];
  let length = 0;
  const close = (): void => {
    messages.push(`{"from":${JSON.stringify(from)},"changes":[${entries.join(",")}]}`);
    entries = [];
    length = 0;
  };
  for (const { tenant, partition } of changes) {
    let entry = JSON.stringify([tenant, partition]);
    // A tenant may be called as it likes; who cannot be told by name is told that something changed.
    if (Buffer.byteLength(entry) > longestMessage / 2) entry = "[null,null]";
    const bytes = Buffer.byteLength(entry) + 1;
    if (length + bytes > longestMessage - Buffer.byteLength(from)) close();
    entries.push(entry);
    length += bytes;
  }
  if (entries.length > 0) close();
  return messages;
}

/**
 * @param text - what was received
 * @returns the message; one of an unknown sender about anything, if it is none of this version's
 */
export function parseChangeMessage(text: string): ChangeMessage {
  try {
    const { from, changes } = JSON.parse(text) as { from: string; changes: [string, string][] };
    return { from, changes: changes.map(([tenant, partition]) => ({ tenant, partition })) };
  } catch {
    return { from: "", changes: [anything] };
  }
}
