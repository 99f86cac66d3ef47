import { qualified } from "../tables/table-names.ts";
import type { Migration } from "./migration.ts";
import { columnTypes, recordTable } from "./record-table.ts";

/** The tables of all kinds, and that of blobs. */
export const firstTables: Migration = {
  version: 1,
  name: "first tables",
  statements(builder) {
    const { db, names, dialect, sql } = builder;
    const type = columnTypes(builder);
    const blobs = db.schema
      .createTable(qualified(names, "blobs"))
      .addColumn("key", type.text, (one) => one.notNull())
      .addColumn("updated_at", type.time, (one) => one.notNull())
      .addColumn("bytes", type.bytes, (one) => one.notNull())
      .addPrimaryKeyConstraint(`${names.prefix}blobs_pkey`, ["key"] as never);
    return [
      ...recordTable(builder, { name: "assistants" }),
      ...recordTable(builder, { name: "threads" }),
      ...recordTable(builder, { name: "messages", parent: "thread_id", keys: ["run_id"] }),
      ...recordTable(builder, { name: "steps", parent: "thread_id", keys: ["run_id"] }),
      ...recordTable(builder, { name: "runs", parent: "thread_id", keys: ["status"] }),
      ...recordTable(builder, { name: "run_logs", partition: "thread_id", parent: "run_id" }),
      ...recordTable(builder, { name: "files", keys: ["thread_id"] }),
      ...recordTable(builder, { name: "blob_removals" }),
      (dialect === "sqlite" ? blobs.modifyEnd(sql`strict`) : blobs).compile().sql,
    ];
  },
};
