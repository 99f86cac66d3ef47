import type { Segment } from "./collection.ts";

/** Which segments a fingerprint leads to. One that it leads to need not hold the record, but no other one does. */
export class SegmentIndex {
  #segments = new Map<number, Segment | Segment[]>();
  #removed = 0;

  add(print: number, segment: Segment): void {
    const known = this.#segments.get(print);
    if (known === undefined) this.#segments.set(print, segment);
    else if (Array.isArray(known)) {
      if (known.at(-1) !== segment && !known.includes(segment)) known.push(segment);
    } else if (known !== segment) this.#segments.set(print, [known, segment]);
  }

  remove(print: number, segment: Segment): void {
    this.#keep(print, (other) => other !== segment);
  }

  /** @returns the segments, without those that were removed */
  find(print: number): Segment[] {
    const known = this.#segments.get(print);
    if (known === undefined) return [];
    return (Array.isArray(known) ? known : [known]).filter((segment) => !segment.removed);
  }

  /**
   * Forgets segments that were removed, once they are so many that going through everything is worth it.
   *
   * @param count - how many more were removed
   */
  forgetRemoved(count: number): void {
    this.#removed += count;
    if (this.#removed * 64 < this.#segments.size || this.#removed < 64) return;
    this.#removed = 0;
    for (const print of this.#segments.keys()) this.#keep(print, (segment) => !segment.removed);
  }

  #keep(print: number, isKept: (segment: Segment) => boolean): void {
    const known = this.#segments.get(print);
    if (known === undefined) return;
    const [first, ...others] = (Array.isArray(known) ? known : [known]).filter(isKept);
    if (first === undefined) this.#segments.delete(print);
    else this.#segments.set(print, others.length === 0 ? first : [first, ...others]);
  }
}
