/** How many of each kind keep the process alive. */
export type OpenHandles = ReadonlyMap<string, number>;

/** @returns what keeps the process alive now */
export function openHandles(): OpenHandles {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/**
 * @param before - what was open earlier
 * @param now - what is open
 * @returns the kinds of which there are more now
 */
export function addedHandles(before: OpenHandles, now: OpenHandles): readonly string[] {
  return [...now].filter(([kind, count]) => count > (before.get(kind) ?? 0)).map(([kind]) => kind);
}
