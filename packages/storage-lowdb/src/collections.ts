import type { RecordKind } from "@inhouse/contracts";
import type { CollectionName, Segment } from "./collection.ts";
import { Collection } from "./collection.ts";

type Partition = Map<RecordKind, Collection>;

/** All collections of a folder. */
export class Collections {
  readonly #tenants = new Map<string, Map<string, Partition>>();

  find({ tenant, kind, partition }: CollectionName): Collection | undefined {
    return this.#tenants.get(tenant)?.get(partition)?.get(kind);
  }

  /** @returns the collection, which is added if it is missing */
  at(name: CollectionName): Collection {
    const { tenant, kind, partition } = name;
    const partitions = this.#tenants.get(tenant) ?? new Map<string, Partition>();
    this.#tenants.set(tenant, partitions);
    const kinds = partitions.get(partition) ?? new Map<RecordKind, Collection>();
    partitions.set(partition, kinds);
    const collection = kinds.get(kind) ?? new Collection(name);
    kinds.set(kind, collection);
    return collection;
  }

  /** @returns the segments that were in the partition, which is gone */
  removePartition(tenant: string, partition: string): Segment[] {
    const partitions = this.#tenants.get(tenant);
    const kinds = partitions?.get(partition);
    partitions?.delete(partition);
    const segments = [...(kinds?.values() ?? [])].flatMap((collection) => collection.segments);
    for (const segment of segments) segment.removed = true;
    return segments;
  }

  /** @returns the segments of a tenant, as they are now */
  segmentsOf(tenant: string): Segment[] {
    const partitions = [...(this.#tenants.get(tenant)?.values() ?? [])];
    return partitions.flatMap((kinds) => [...kinds.values()].flatMap(({ segments }) => segments));
  }

  *segments(): Generator<Segment> {
    for (const partitions of this.#tenants.values()) {
      for (const kinds of partitions.values()) {
        for (const collection of kinds.values()) yield* collection.segments;
      }
    }
  }
}
