/** Remembers the last few of many things. */
export interface BoundedLog<Entry> {
  add(entry: Entry): void;
  entries(): readonly Entry[];
}

export function createLog<Entry>(limit: number): BoundedLog<Entry> {
  const kept: Entry[] = [];
  return {
    add(entry) {
      kept.push(entry);
      if (kept.length > limit) kept.shift();
    },
    entries: () => [...kept],
  };
}
