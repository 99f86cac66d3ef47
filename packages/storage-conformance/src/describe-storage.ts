import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { runFaultCase } from "./run-fault-case.ts";
import {
  storageCases,
  storageFaultCases,
  storageReopenCases,
  storageSharedCases,
} from "./storage-cases.ts";
import type { FaultSuite, StorageSuite } from "./storage-suite.ts";
import { withStorage } from "./with-storage.ts";

/** How long one fault case may take, in milliseconds: it makes some hundred storages. */
const faultTimeout = 120_000;

/**
 * Registers the whole suite with vitest.
 *
 * @param name - how the adapter is called in test reports
 * @param suite - how to make the storage under test
 */
export function describeStorage(name: string, suite: StorageSuite): void {
  describe(name, () => {
    it("is tested in all that it says it can do", () =>
      withStorage(suite, async ({ capabilities: { durable, shared } }) => {
        assert.equal(suite.reopen !== undefined, durable, "`reopen` is for durable storages");
        assert.equal(suite.another !== undefined, shared, "`another` is for shared storages");
      }));
    for (const { name: promise, run } of storageCases) {
      it(promise, () => withStorage(suite, run));
    }
    describeReopening(suite);
    describeSharing(suite);
    describeFailing(suite);
  });
}

function describeReopening(suite: StorageSuite): void {
  const { reopen } = suite;
  if (reopen === undefined) return;
  for (const { name, write, read } of storageReopenCases) {
    it(name, () =>
      withStorage(suite, async (storage) => {
        await write(storage);
        await storage.close();
        const reopened = await reopen.call(suite, storage);
        await read(reopened).finally(() => reopened.close());
      }),
    );
  }
}

function describeSharing(suite: StorageSuite): void {
  const { another } = suite;
  if (another === undefined) return;
  for (const { name, needs, run } of storageSharedCases) {
    it(name, (context) =>
      withStorage(suite, async (storage) => {
        if (needs !== undefined && storage[needs] === undefined) context.skip(`has no ${needs}`);
        const other = await another.call(suite, storage);
        await run(storage, other).finally(() => other.close());
      }),
    );
  }
}

function describeFailing(suite: StorageSuite): void {
  if (!canFail(suite)) return;
  for (const faultCase of storageFaultCases) {
    it(faultCase.name, async () => void (await runFaultCase(faultCase, suite)), faultTimeout);
  }
}

function canFail(suite: StorageSuite): suite is FaultSuite {
  return suite.failing !== undefined;
}
