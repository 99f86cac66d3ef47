import type { ListQuery, RecordKind } from "@inhouse/contracts";
import { compareListPositions } from "@inhouse/contracts";
import type { Entry } from "./entry.ts";
import { compareByPosition } from "./entry.ts";
import { SortedArray } from "./sorted-array.ts";

/** One tenant's lists: one for each parent, and one for each value of each further key below a parent. */
export class EntryLists {
  readonly #lists = new Map<string, SortedArray<Entry>>();

  add(entry: Entry): void {
    for (const name of listNames(entry)) {
      let list = this.#lists.get(name);
      if (list === undefined) {
        list = new SortedArray(compareByPosition);
        this.#lists.set(name, list);
      }
      list.add(entry);
    }
  }

  remove(entry: Entry): void {
    for (const name of listNames(entry)) {
      const list = this.#lists.get(name);
      list?.remove(entry);
      if (list?.length === 0) this.#lists.delete(name);
    }
  }

  /** @returns the page that a query asks for, found by binary search */
  page(query: ListQuery): Entry[] {
    const list = this.#lists.get(listName(query.kind, query.parent, query.key));
    if (list === undefined) return [];
    const { after, before, limit, order } = query;
    const [lower, upper] = order === "asc" ? [after, before] : [before, after];
    const start =
      lower && list.firstIndex((entry) => compareListPositions(entry.record, lower) > 0);
    const end = upper && list.firstIndex((entry) => compareListPositions(entry.record, upper) >= 0);
    const first = start ?? 0;
    const last = end ?? list.length;
    if (order === "asc") return list.slice(first, Math.min(last, first + limit));
    return list.slice(Math.max(first, last - limit), Math.max(first, last)).reverse();
  }
}

function listNames({ record }: Entry): string[] {
  const names = [listName(record.kind, record.parent)];
  for (const [name, value] of Object.entries(record.keys)) {
    names.push(listName(record.kind, record.parent, { name, value }));
  }
  return names;
}

function listName(kind: RecordKind, parent: string, key?: ListQuery["key"]): string {
  if (key === undefined) return `${kind}/${parent}`;
  return `${kind}?${key.name}=${key.value.length}:${key.value}/${parent}`;
}
