import { lowdb } from "../lowdb.ts";
import { insert, message, tenant, thread, update } from "./records.ts";

/**
 * Opens the folder of its first argument and commits batch after batch until somebody ends it: three messages, and the
 * number of batches in their thread. It prints that number when a batch is committed, or why it cannot open the folder.
 */
const storage = lowdb(process.argv[2] ?? "", { journalBytes: 6_000, cacheBytes: 20_000 });
try {
  let record = await storage.get(tenant, "thread", "thread_1");
  for (let count = Number(Object(record?.value).count ?? 0) + 1; ; count++) {
    const value = { count };
    const next =
      record === undefined ? insert(thread("thread_1", { value })) : update(record, { value });
    const messages = [3, 2, 1].map((back) => insert(message("thread_1", count * 3 - back)));
    await storage.commit(tenant, [...messages, next]);
    record = next.record;
    console.log(count);
  }
} catch (error) {
  console.log(String(error));
}
