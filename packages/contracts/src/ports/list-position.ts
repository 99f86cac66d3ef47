import type { ListPosition } from "./storage.ts";

/**
 * The one order of lists: by sequence, then by id in code units.
 *
 * @param left - a record or a place
 * @param right - another
 * @returns below 0 if `left` comes first in ascending order, above 0 if `right` does, 0 if they are one place
 */
export function compareListPositions(left: ListPosition, right: ListPosition): number {
  if (left.sequence !== right.sequence) return left.sequence < right.sequence ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
