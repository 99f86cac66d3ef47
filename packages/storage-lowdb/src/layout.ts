import { join } from "node:path";
import type { RecordKind } from "@inhouse/contracts";
import type { CollectionName } from "./collection.ts";
import { encodeName } from "./encode-name.ts";

const fileNames: Readonly<Record<RecordKind, string>> = {
  assistant: "assistants",
  thread: "threads",
  message: "messages",
  step: "steps",
  run: "runs",
  run_log: "logs",
  file: "files",
  blob_removal: "removals",
};

/** The name of every segment file: its kind and where it begins. */
export const segmentFilePattern: RegExp =
  /^(assistants|threads|messages|steps|runs|logs|files|removals)-\d{16}\.json$/;

/** Where everything lies in a storage's folder. */
export class Layout {
  readonly folder: string;
  /** Held by the process that uses the folder. */
  readonly lock: string;
  /** Says who that is. */
  readonly holder: string;
  /** What is found where; made anew from the segments if it is lost. */
  readonly index: string;
  /** Commits that are not in the segments yet. */
  readonly journals: string;
  /** The segments. */
  readonly tenants: string;
  /** The bytes of files. */
  readonly blobs: string;
  /** Files that are being written; emptied at each start. */
  readonly temporary: string;

  constructor(folder: string) {
    this.folder = folder;
    this.lock = join(folder, "lock");
    this.holder = join(folder, "lock.json");
    this.index = join(folder, "index.jsonl");
    this.journals = join(folder, "journal");
    this.tenants = join(folder, "tenants");
    this.blobs = join(folder, "blobs");
    this.temporary = join(folder, "temporary");
  }

  journal(number: number): string {
    return join(this.journals, `${String(number).padStart(8, "0")}.jsonl`);
  }

  partition(tenant: string, partition: string): string {
    const folder = join(this.tenants, encodeName(tenant));
    return partition === "" ? folder : join(folder, "threads", encodeName(partition));
  }

  segment({ tenant, kind, partition }: CollectionName, start: number): string {
    const name = `${fileNames[kind]}-${String(start).padStart(16, "0")}.json`;
    return join(this.partition(tenant, partition), name);
  }

  blob(key: string): string {
    return join(this.blobs, encodeName(key));
  }
}
