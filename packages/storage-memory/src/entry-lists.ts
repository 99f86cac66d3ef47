import type { ListQuery, RecordKind, StorageRecord } from "@inhouse/contracts";
import { compareListPositions } from "@inhouse/contracts";
import type { Entry } from "./entry.ts";
import { inner } from "./inner-map.ts";
import { ParentLists } from "./parent-lists.ts";

/** One tenant's lists, by kind and parent. */
export class EntryLists {
  readonly #parents = new Map<RecordKind, Map<string, ParentLists>>();

  add(entry: Entry): void {
    const { kind, parent } = entry.record;
    const parents = inner(this.#parents, kind);
    let lists = parents.get(parent);
    if (lists === undefined) {
      lists = new ParentLists();
      parents.set(parent, lists);
    }
    lists.add(entry);
  }

  remove(entry: Entry): void {
    const { kind, parent } = entry.record;
    const lists = this.#parents.get(kind)?.get(parent);
    if (lists === undefined) return;
    lists.remove(entry);
    if (lists.isEmpty) this.#parents.get(kind)?.delete(parent);
  }

  /** Gives the entry its new record, whose place is the same, and whose keys may be others. */
  update(entry: Entry, record: StorageRecord): void {
    const before = entry.record.keys;
    const moved = Object.keys(before).some((name) => record.keys[name] !== before[name]);
    const lists = moved ? this.#parents.get(record.kind)?.get(record.parent) : undefined;
    lists?.removeKeys(entry);
    entry.record = record;
    lists?.addKeys(entry);
  }

  /** @returns the page that a query asks for, found by binary search */
  page(query: ListQuery): Entry[] {
    const list = this.#parents.get(query.kind)?.get(query.parent)?.list(query.key);
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
