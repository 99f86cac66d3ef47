import type { RecordKind, RecordsSize } from "@inhouse/contracts";
import type { StoredRow } from "../tables/record-row.ts";

/** @returns the answer to the question for sizes, by kind */
export function sizesOf(rows: readonly StoredRow[]): Readonly<Record<RecordKind, RecordsSize>> {
  const sizes = rows.map(({ kind, count, bytes }) => {
    const size: RecordsSize = { count: Number(count), bytes: Number(bytes) };
    return [kind, size] as const;
  });
  return Object.fromEntries(sizes) as Record<RecordKind, RecordsSize>;
}
