import { asyncDefaultReportMessage } from "fast-check";
import type { StorageSuite } from "../storage-suite.ts";
import { checkStorageModel } from "./check-storage-model.ts";
import type { StorageModelOptions } from "./model-options.ts";

/**
 * Does random operations on a storage and on a reference of a few lines, through two connections where the storage is
 * shared, and insists that both always show the same.
 *
 * @param suite - how to make the storage under test
 * @param options - how much to try
 * @throws Error if they differ, with the shortest history that could be found in which they do
 */
export async function assertStorageModel(
  suite: StorageSuite,
  options: StorageModelOptions = {},
): Promise<void> {
  const details = await checkStorageModel(suite, options);
  if (!details.failed) return;
  const report = await asyncDefaultReportMessage(details);
  const cause = details.errorInstance;
  throw new Error(cause instanceof Error ? `${report}\n\n${cause.message}` : report, { cause });
}
