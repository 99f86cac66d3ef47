import type { ListKey } from "@inhouse/contracts";
import type { Entry } from "./entry.ts";
import { compareByPosition } from "./entry.ts";
import { inner } from "./inner-map.ts";
import { SortedArray } from "./sorted-array.ts";

/** The lists below one parent: one of all its records, and one for each value of each further key. */
export class ParentLists {
  readonly #all = new SortedArray(compareByPosition);
  readonly #byKey = new Map<string, Map<string, SortedArray<Entry>>>();

  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** @returns the list of the records with this key, or of all; undefined: there are none */
  list(key: ListKey | undefined): SortedArray<Entry> | undefined {
    return key === undefined ? this.#all : this.#byKey.get(key.name)?.get(key.value);
  }

  add(entry: Entry): void {
    this.#all.add(entry);
    this.addKeys(entry);
  }

  remove(entry: Entry): void {
    this.#all.remove(entry);
    this.removeKeys(entry);
  }

  addKeys(entry: Entry): void {
    const { keys } = entry.record;
    for (const name of Object.keys(keys)) {
      const lists = inner(this.#byKey, name);
      const value = keys[name] ?? "";
      let list = lists.get(value);
      if (list === undefined) {
        list = new SortedArray(compareByPosition);
        lists.set(value, list);
      }
      list.add(entry);
    }
  }

  removeKeys(entry: Entry): void {
    const { keys } = entry.record;
    for (const name of Object.keys(keys)) {
      const lists = this.#byKey.get(name);
      const value = keys[name] ?? "";
      const list = lists?.get(value);
      list?.remove(entry);
      if (list?.length === 0) lists?.delete(value);
    }
  }
}
