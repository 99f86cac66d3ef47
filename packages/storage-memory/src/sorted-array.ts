/** Items in order. Adding behind the last one is the fast case, as lists mostly grow at their end. */
export class SortedArray<Item> {
  readonly #items: Item[] = [];
  readonly #compare: (left: Item, right: Item) => number;

  constructor(compare: (left: Item, right: Item) => number) {
    this.#compare = compare;
  }

  get length(): number {
    return this.#items.length;
  }

  at(index: number): Item | undefined {
    return this.#items[index];
  }

  /** @returns the items from `start` up to, not including, `end` */
  slice(start: number, end: number): Item[] {
    return this.#items.slice(start, end);
  }

  add(item: Item): void {
    const last = this.#items.at(-1);
    if (last === undefined || this.#compare(last, item) < 0) {
      this.#items.push(item);
    } else {
      this.#items.splice(this.#indexOf(item), 0, item);
    }
  }

  remove(item: Item): void {
    this.#items.splice(this.#indexOf(item), 1);
  }

  /** @returns the index of the first item for which `reached` is true; it must be true for all that follow */
  firstIndex(reached: (item: Item) => boolean): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (reached(this.#items[middle] as Item)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #indexOf(item: Item): number {
    return this.firstIndex((other) => this.#compare(other, item) >= 0);
  }
}
