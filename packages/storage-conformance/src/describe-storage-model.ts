import { describe, it } from "vitest";
import type { StorageModelOptions } from "./model/model-options.ts";
import type { StorageSuite } from "./storage-suite.ts";

/** How long a run may take, in milliseconds, and how long the search for a short history if one fails. */
const runTimeout = 1000;
const searchTimeout = 120_000;

/**
 * Registers a test with vitest that does random operations on the storage and on a reference, and compares.
 *
 * @param name - how the adapter is called in test reports
 * @param suite - how to make the storage under test
 * @param options - how much to try
 */
export function describeStorageModel(
  name: string,
  suite: StorageSuite,
  options: StorageModelOptions = {},
): void {
  const timeout = (options.runs ?? 100) * runTimeout + searchTimeout;
  describe(name, () => {
    it(
      "does what the reference does, whatever is asked in whatever order",
      async () => {
        const { assertStorageModel } = await import("./model/assert-storage-model.ts");
        await assertStorageModel(suite, options);
      },
      timeout,
    );
  });
}
