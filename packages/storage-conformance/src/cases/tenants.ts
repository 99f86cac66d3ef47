import assert from "node:assert/strict";
import type { StorageRecord } from "@inhouse/contracts";
import { assertStored, rejection } from "../expectations.ts";
import { insert, messagesOf, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const stranger = "tenant_2";
const mine = sample("run", "run_1", { keys: { status: "queued" }, value: { of: "tenant_1" } });
const theirs: StorageRecord = { ...mine, tenant: stranger, value: { of: "tenant_2" } };

/** Tenants share nothing, whatever is called. */
export const tenantCases: readonly StorageCase[] = [
  {
    name: "reads no record of another tenant",
    async run(storage) {
      await storage.commit(tenant, [insert(mine)]);
      assert.equal(await storage.get(stranger, "run", "run_1"), undefined);
    },
  },
  {
    name: "lists no record of another tenant",
    async run(storage) {
      await storage.commit(tenant, [insert(mine)]);
      const query = messagesOf({ tenant: stranger, kind: "run" });
      assert.deepEqual(await storage.list(query), []);
      const key = { name: "status", value: "queued" };
      assert.deepEqual(await storage.list({ ...query, key }), []);
    },
  },
  {
    name: "keeps records of two tenants with one id apart",
    async run(storage) {
      await storage.commit(tenant, [insert(mine)]);
      await storage.commit(stranger, [insert(theirs)]);
      await assertStored(storage, mine);
      await assertStored(storage, theirs);
      const listed = await storage.list(messagesOf({ tenant: stranger, kind: "run" }));
      assert.deepEqual(listed, [theirs]);
    },
  },
  {
    name: "lets no tenant update, delete or check another's record",
    async run(storage) {
      await storage.commit(tenant, [insert(mine)]);
      await rejection(storage.commit(stranger, [update(theirs)]), "storage_conflict");
      await rejection(storage.commit(stranger, [remove(theirs)]), "storage_conflict");
      const check = { type: "check", kind: "run", id: "run_1" } as const;
      const expected = storage.commit(stranger, [{ ...check, expectedVersion: 1 }]);
      await rejection(expected, "storage_conflict");
      await storage.commit(stranger, [{ ...check, expectedVersion: 0 }]);
      await assertStored(storage, mine);
    },
  },
  {
    name: "lets no tenant delete another's partition",
    async run(storage) {
      await storage.commit(tenant, [insert(mine)]);
      await storage.commit(stranger, [{ type: "delete_partition", partition: "thread_1" }]);
      await assertStored(storage, mine);
    },
  },
  {
    name: "keeps tenants apart whose names differ in case, separators or escapes only",
    async run(storage) {
      const names = [
        "acme",
        "Acme",
        "ac/me",
        "ac\\me",
        "ac%2Fme",
        "ac:me",
        "acme.",
        "..",
        "",
        "con",
      ];
      for (const name of names) {
        const record = { ...mine, tenant: name, value: { of: name } };
        await storage.commit(name, [insert(record)]);
      }
      for (const name of names) {
        await assertStored(storage, { ...mine, tenant: name, value: { of: name } });
        const listed = await storage.list(messagesOf({ tenant: name, kind: "run" }));
        assert.deepEqual(
          listed.map((record) => record.value),
          [{ of: name }],
        );
      }
    },
  },
];
