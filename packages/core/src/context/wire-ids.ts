const legal = /^[a-zA-Z0-9_-]{1,64}$/;

/** The ids of tool calls that one prompt has given out so far. */
export interface WireIds {
  /** @returns whether the id could be given out unchanged */
  isFree(id: string): boolean;
  /** Gives out an id that is free. */
  reserve(id: string): void;
  /** @returns the provider's id if it is free, else our own, else a variant of ours */
  forCall(providerId: string, ownId: string): string;
}

/**
 * Ids are given out in the order of the prompt, so that a longer prompt gives its beginning the same ids.
 *
 * @returns ids for one prompt
 */
export function createWireIds(): WireIds {
  const taken = new Set<string>();
  const isFree = (id: string): boolean => legal.test(id) && !taken.has(id);
  const variant = (ownId: string): string => {
    const base = ownId.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 52);
    for (let suffix = 2; ; suffix += 1) {
      if (isFree(`${base}_${suffix}`)) return `${base}_${suffix}`;
    }
  };
  return {
    isFree,
    reserve: (id) => void taken.add(id),
    forCall(providerId, ownId) {
      const id = [providerId, ownId].find(isFree) ?? variant(ownId);
      taken.add(id);
      return id;
    },
  };
}
