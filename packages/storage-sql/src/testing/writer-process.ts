import { once } from "node:events";
import { sqlite } from "../node-sqlite.ts";
import { postgres } from "../postgres.ts";
import { insert, message, tenant, thread, update } from "./records.ts";

/**
 * Opens the database of its second argument, a file or a connection string, with the prefix of the third, waits for a line
 * on its standard input, and counts up the thread `shared` so many times as the fourth says, with a message each, trying
 * again when another process was faster. It prints how often that was so.
 */
const [kind, database = "", prefix = "", count = "0", name = ""] = process.argv.slice(2);
const storage = kind === "sqlite" ? sqlite(database, { prefix }) : postgres(database, { prefix });
await once(process.stdin, "data");
let conflicts = 0;
for (let written = 0; written < Number(count); ) {
  const record = await storage.get(tenant, "thread", "shared");
  const sequence = Number(Object(record?.value).next ?? 0);
  const value = { next: sequence + 1 };
  const counted =
    record === undefined ? insert(thread("shared", { value })) : update(record, { value });
  const own = message("shared", sequence, { value: { by: name } });
  try {
    await storage.commit(tenant, [counted, insert(own)]);
    written++;
  } catch (error) {
    if (Object(error).code !== "storage_conflict") throw error;
    conflicts++;
  }
}
await storage.close();
console.log(conflicts);
process.stdin.destroy();
