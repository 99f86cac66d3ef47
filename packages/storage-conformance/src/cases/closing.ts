import assert from "node:assert/strict";
import { rejection } from "../expectations.ts";
import { insert, messagesOf, sample, tenant } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** The end. */
export const closingCases: readonly StorageCase[] = [
  {
    name: "closes twice",
    async run(storage) {
      await storage.commit(tenant, [insert(sample("message", "msg_1"))]);
      await assert.doesNotReject(Promise.all([storage.close(), storage.close()]));
      await assert.doesNotReject(storage.close());
    },
  },
  {
    name: "rejects every call after it was closed",
    async run(storage) {
      await storage.commit(tenant, [insert(sample("message", "msg_1"))]);
      await storage.close();
      await rejection(storage.get(tenant, "message", "msg_1"), "storage");
      await rejection(storage.list(messagesOf()), "storage");
      await rejection(storage.due({ kind: "run", at: 0, limit: 1 }), "storage");
      await rejection(storage.measure(tenant), "storage");
      if (storage.now !== undefined) await rejection(storage.now(), "storage");
      await rejection(storage.commit(tenant, [insert(sample("message", "msg_2"))]), "storage");
    },
  },
  {
    name: "rejects every call for a blob after it was closed",
    async run(storage) {
      await storage.close();
      await rejection(storage.blobs.get("file_1"), "storage");
      await rejection(storage.blobs.put("file_1", new Uint8Array()), "storage");
      await rejection(storage.blobs.delete("file_1"), "storage");
    },
  },
  {
    name: "finishes the commits that were called before it is closed",
    async run(storage) {
      const commits = Array.from({ length: 5 }, (_, index) =>
        storage.commit(tenant, [insert(sample("message", `msg_${index}`))]),
      );
      await assert.doesNotReject(Promise.all([...commits, storage.close()]));
    },
  },
];
