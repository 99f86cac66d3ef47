import { createHash } from "node:crypto";
import type { ListKey, RecordKind, StorageRecord } from "@inhouse/contracts";
import { isOrdered } from "./collection.ts";

/** How many bytes of a hash make a fingerprint: what a double holds exactly. */
const size = 6;

/** What a record is found by, of its id. */
export function idPrint(tenant: string, kind: RecordKind, id: string): number {
  return print(["id", tenant, kind, id]);
}

/** What the records of one parent are found by, in collections that hold those of many. */
export function parentPrint(tenant: string, kind: RecordKind, parent: string): number {
  return print(["parent", tenant, kind, parent]);
}

/** What records are found by, of the value of a further key. */
export function keyPrint(tenant: string, kind: RecordKind, parent: string, key: ListKey): number {
  return print(["key", tenant, kind, parent, key.name, key.value]);
}

/** Everything that a record is found by. Two records may share a fingerprint: what is found must be looked at. */
export function printsOf({ tenant, kind, id, parent, keys }: StorageRecord): number[] {
  const prints = [idPrint(tenant, kind, id)];
  if (!isOrdered(kind)) prints.push(parentPrint(tenant, kind, parent));
  for (const [name, value] of Object.entries(keys)) {
    prints.push(keyPrint(tenant, kind, parent, { name, value }));
  }
  return prints;
}

export function packPrints(prints: Iterable<number>): string {
  const list = [...prints];
  const bytes = Buffer.alloc(list.length * size);
  for (const [index, value] of list.entries()) bytes.writeUIntBE(value, index * size, size);
  return bytes.toString("base64");
}

export function unpackPrints(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    bytes.readUIntBE(index * size, size),
  );
}

function print(parts: readonly string[]): number {
  return createHash("sha256").update(JSON.stringify(parts)).digest().readUIntBE(0, size);
}
