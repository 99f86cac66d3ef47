import assert from "node:assert/strict";
import type { Storage } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { describe, expect, it } from "vitest";
import { runFaultCase } from "./run-fault-case.ts";
import { atomicitySaboteurs } from "./saboteurs/atomicity.ts";
import { batchSaboteurs } from "./saboteurs/batches.ts";
import { blobSaboteurs } from "./saboteurs/blobs.ts";
import { closingSaboteurs } from "./saboteurs/closing.ts";
import { concurrencySaboteurs } from "./saboteurs/concurrency.ts";
import { conflictSaboteurs } from "./saboteurs/conflicts.ts";
import { connect } from "./saboteurs/connect.ts";
import { connectionSaboteurs } from "./saboteurs/connections.ts";
import { dueSaboteurs } from "./saboteurs/due.ts";
import { failingMemory } from "./saboteurs/failing-memory.ts";
import { failureSaboteurs } from "./saboteurs/failures.ts";
import type { Saboteur, Saboteurs } from "./saboteurs/faults.ts";
import { keySaboteurs } from "./saboteurs/keys.ts";
import { listSaboteurs } from "./saboteurs/lists.ts";
import { measureSaboteurs } from "./saboteurs/measure.ts";
import { pageSaboteurs } from "./saboteurs/pages.ts";
import { partitionSaboteurs } from "./saboteurs/partitions.ts";
import { recordSaboteurs } from "./saboteurs/records.ts";
import { reopenSaboteurs } from "./saboteurs/reopening.ts";
import { tenantSaboteurs } from "./saboteurs/tenants.ts";
import { valueSaboteurs } from "./saboteurs/values.ts";
import {
  storageCases,
  storageFaultCases,
  storageReopenCases,
  storageSharedCases,
} from "./storage-cases.ts";

const saboteurs: Saboteurs = {
  ...recordSaboteurs,
  ...conflictSaboteurs,
  ...batchSaboteurs,
  ...atomicitySaboteurs,
  ...partitionSaboteurs,
  ...listSaboteurs,
  ...pageSaboteurs,
  ...keySaboteurs,
  ...tenantSaboteurs,
  ...dueSaboteurs,
  ...valueSaboteurs,
  ...concurrencySaboteurs,
  ...measureSaboteurs,
  ...blobSaboteurs,
  ...closingSaboteurs,
};

const none: Saboteur = (storage) => storage;

/** Whether the work noticed a fault. Anything but these two is a mistake in the case or in its saboteur. */
async function notices(work: Promise<void>): Promise<boolean> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return false;
  if (error instanceof assert.AssertionError || InhouseError.isInstance(error)) return true;
  throw error;
}

/** Stays open, as a durable storage stays on its disk. */
function reopenable(storage: Storage): Storage {
  return { ...storage, close: async () => {} };
}

describe("storageCases", () => {
  it("have a name and a saboteur of their own", () => {
    const names = storageCases.map((each) => each.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.toSorted()).toEqual(Object.keys(saboteurs).toSorted());
  });

  it.each(storageCases)("notice the fault planted for: $name", async ({ name, run }) => {
    const sabotage = saboteurs[name] ?? none;
    expect(await notices(run(sabotage(memoryStorage())))).toBe(true);
  });
});

describe("storageReopenCases", () => {
  it("have a name and a saboteur of their own", () => {
    const names = storageReopenCases.map((each) => each.name);
    expect(names.toSorted()).toEqual(Object.keys(reopenSaboteurs).toSorted());
  });

  it.each(storageReopenCases)("notice the fault planted for: $name", async (reopenCase) => {
    const storage = reopenable(memoryStorage());
    await reopenCase.write(storage);
    const sabotage = reopenSaboteurs[reopenCase.name] ?? none;
    expect(await notices(reopenCase.read(sabotage(storage)))).toBe(true);
  });

  it.each(storageReopenCases)("find nothing wrong without a fault: $name", async (reopenCase) => {
    const storage = reopenable(memoryStorage());
    await reopenCase.write(storage);
    expect(await notices(reopenCase.read(storage))).toBe(false);
  });
});

describe("storageSharedCases", () => {
  it("have a name and a saboteur of their own", () => {
    const names = storageSharedCases.map((each) => each.name);
    expect(names.toSorted()).toEqual(Object.keys(connectionSaboteurs).toSorted());
  });

  it.each(storageSharedCases)("notice the fault planted for: $name", async ({ name, run }) => {
    const sabotage = connectionSaboteurs[name] ?? connect;
    expect(await notices(run(...sabotage(memoryStorage())))).toBe(true);
  });

  it.each(storageSharedCases)("find nothing wrong without a fault: $name", async ({ run }) => {
    expect(await notices(run(...connect(memoryStorage())))).toBe(false);
  });
});

describe("storageFaultCases", () => {
  it("have a name and a saboteur of their own", () => {
    const names = storageFaultCases.map((each) => each.name);
    const sabotaged = new Set(failureSaboteurs.map(([name]) => name));
    expect(names.toSorted()).toEqual([...sabotaged].toSorted());
  });

  it.each(failureSaboteurs)("notice the fault planted for: %s (%o)", async (name, sabotage) => {
    const faultCase = storageFaultCases.find((each) => each.name === name);
    expect(faultCase).toBeDefined();
    if (faultCase === undefined) return;
    const trial = runFaultCase(faultCase, failingMemory(sabotage)).then(() => {});
    expect(await notices(trial)).toBe(true);
  });

  it.each(storageFaultCases)("find nothing wrong without a fault: $name", async (faultCase) => {
    expect(await runFaultCase(faultCase, failingMemory())).toBeGreaterThan(0);
  });

  it("notice a suite in which nothing fails", async () => {
    const [faultCase] = storageFaultCases;
    const suite = failingMemory();
    const idle = { ...suite, failing: async () => ({ ...(await suite.failing()), arm: () => {} }) };
    expect(await notices(runFaultCase(faultCase as never, idle).then(() => {}))).toBe(true);
  });
});
