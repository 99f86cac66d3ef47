import type { StorageChange } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import {
  closing,
  hastyClock,
  namedUrl,
  postgresUrl,
  terminate,
  testPool,
  testSchema,
} from "../testing/postgres-test.ts";
import { insert, message, tenant, thread, update } from "../testing/records.ts";
import { postgres } from "./pg-storage.ts";
import type { PostgresPool } from "./postgres-pool.ts";

const anything: StorageChange = { tenant: null, partition: null };

describe.skipIf(postgresUrl === null)("watching on a server", () => {
  const pool = testPool(8);

  it("names what others changed, and is silent about its own commits", async () => {
    const schema = testSchema(pool);
    const watching = closing(postgres(pool, { schema }));
    const other = closing(postgres(pool, { schema }));
    const heard: StorageChange[] = [];
    const end = watching.watch?.((change) => heard.push(change));
    await expect.poll(() => heard).toEqual([anything]);
    await watching.commit(tenant, [insert(thread("mine"))]);
    await other.commit(tenant, [insert(thread("theirs")), insert(message("theirs", 1))]);
    await other.commit("tenant_2", [insert(thread("t", { tenant: "tenant_2" }))]);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard.slice(1)).toEqual([
      { tenant, partition: "theirs" },
      { tenant: "tenant_2", partition: "t" },
    ]);
    end?.();
  });

  it("tells the last commits before a storage is closed", async () => {
    const schema = testSchema(pool);
    const watching = closing(postgres(pool, { schema }));
    const other = postgres(pool, { schema, clock: { ...hastyClock, setTimer: () => () => {} } });
    const heard: StorageChange[] = [];
    watching.watch?.((change) => heard.push(change));
    await expect.poll(() => heard).toEqual([anything]);
    await other.commit(tenant, [insert(thread("last"))]);
    await other.close();
    await expect.poll(() => heard).toContainEqual({ tenant, partition: "last" });
  });

  it("listens again when its connection is lost, and says that anything may have changed", async () => {
    const schema = testSchema(pool);
    const name = "watching connection";
    const url = namedUrl(name);
    const watching = closing(postgres(pool, { schema, listen: url, clock: hastyClock }));
    const other = closing(postgres(pool, { schema }));
    const heard: StorageChange[] = [];
    watching.watch?.((change) => heard.push(change));
    await expect.poll(() => heard).toEqual([anything]);
    expect(await terminate(pool, name)).toBe(1);
    await expect.poll(() => heard).toEqual([anything, anything]);
    await other.commit(tenant, [insert(thread("theirs"))]);
    await expect.poll(() => heard).toContainEqual({ tenant, partition: "theirs" });
  });

  it("asks again and again behind a pooler that delivers nothing, and says so once", async () => {
    const schema = testSchema(pool);
    const warnings: string[] = [];
    const onWarning = (message: string): void => void warnings.push(message);
    const listen = deaf(pool);
    const watching = closing(postgres(pool, { schema, listen, clock: hastyClock, onWarning }));
    const other = closing(postgres(pool, { schema }));
    for (const id of ["first", "second"]) {
      const heard: StorageChange[] = [];
      const end = watching.watch?.((change) => heard.push(change));
      await expect.poll(() => heard.length).toBeGreaterThan(0);
      const known = heard.length;
      await other.commit(tenant, [insert(thread(id))]);
      await other.commit(tenant, [update(thread(id))]);
      await expect.poll(() => heard.length).toBeGreaterThan(known);
      end?.();
    }
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("polled for");
  });
});

/** A pool whose connections accept that one listens, and deliver nothing. */
function deaf(pool: PostgresPool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: (text, values) => client.query(text, values),
        release: (destroy) => client.release(destroy),
        on: (event, listener) => event !== "notification" && client.on?.(event, listener),
        off: (event, listener) => client.off?.(event, listener),
      };
    },
  };
}
