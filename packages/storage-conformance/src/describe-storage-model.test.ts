import { memoryStorage } from "@inhouse/storage-memory";
import { describe, expect, it } from "vitest";
import { describeStorageModel } from "./describe-storage-model.ts";
import { assertStorageModel } from "./model/assert-storage-model.ts";
import { checkStorageModel } from "./model/check-storage-model.ts";
import { connect } from "./saboteurs/connect.ts";
import { forgets } from "./saboteurs/faults.ts";
import { modelSaboteurs } from "./saboteurs/model.ts";
import type { StorageSuite } from "./storage-suite.ts";

const seed = 5;

const memory: StorageSuite = { create: memoryStorage };

/** Two connections to one storage in memory, which stays when they are closed. */
function sharedMemory(): StorageSuite {
  const others = new WeakMap<object, () => ReturnType<typeof memoryStorage>>();
  return {
    create: () => {
      const [one, other] = connect(memoryStorage());
      others.set(one, () => other);
      return one;
    },
    another: (storage) => others.get(storage)?.() ?? storage,
  };
}

const runs = Number(process.env.MODEL_RUNS ?? 100);

describeStorageModel("memoryStorage", memory, { runs });

describeStorageModel("two connections to one memoryStorage", sharedMemory(), { runs });

describe("describeStorageModel", () => {
  const faults = Object.entries(modelSaboteurs);

  it.each(faults)("finds a storage that %s, and says it shortly", async (_, sabotage) => {
    const suite: StorageSuite = { create: () => sabotage(memoryStorage()) };
    const { failed, counterexample } = await checkStorageModel(suite, { seed });
    expect(failed).toBe(true);
    expect([...(counterexample?.[0] ?? [])].length).toBeLessThanOrEqual(8);
  });

  it("tells how to repeat what it found, and everything that was done", async () => {
    const suite: StorageSuite = { create: () => forgets("check")(memoryStorage()) };
    const told = await assertStorageModel(suite, { seed }).then(() => "", String);
    expect(told).toContain(`seed: ${seed}`);
    expect(told).toContain("whether the batch was committed");
    expect(told).toMatch(/This was done:\n {2}connection \d: commit .*"type":"check"/);
  });

  it("leaves no storage open", async () => {
    let open = 0;
    const suite: StorageSuite = {
      create: () => {
        const storage = forgets("delete_partition")(memoryStorage());
        open++;
        return { ...storage, close: () => storage.close().then(() => void open--) };
      },
    };
    await checkStorageModel(suite, { seed });
    expect(open).toBe(0);
  });
});
