import type { SqlBuilder } from "./sql-builder.ts";
import type { Statement } from "./statement.ts";
import { Slot, statementOf } from "./statement.ts";

/** The statements for blobs. */
export interface BlobStatements {
  /** Slots: `key`, `bytes`, `time`. */
  readonly put: Statement;
  /** Slots: `key`. Rows: `bytes`. */
  readonly get: Statement;
  /** Slots: `key`. */
  readonly delete: Statement;
}

export function blobStatements({ db, table }: SqlBuilder): BlobStatements {
  const name = table("blobs");
  const replaced = { bytes: new Slot("bytes"), updated_at: new Slot("time") };
  const put = db
    .insertInto(name)
    .values({ key: new Slot("key"), ...replaced })
    .onConflict((conflict) => conflict.column("key" as never).doUpdateSet(replaced as never));
  return {
    put: statementOf(put.compile()),
    get: statementOf(
      db.selectFrom(name).select("bytes").where("key", "=", new Slot("key")).compile(),
    ),
    delete: statementOf(db.deleteFrom(name).where("key", "=", new Slot("key")).compile()),
  };
}
