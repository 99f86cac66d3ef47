import { batchCases } from "./cases/batches.ts";
import { blobCases } from "./cases/blobs.ts";
import { closingCases } from "./cases/closing.ts";
import { concurrencyCases } from "./cases/concurrency.ts";
import { conflictCases } from "./cases/conflicts.ts";
import { dueCases } from "./cases/due.ts";
import { keyCases } from "./cases/keys.ts";
import { listCases } from "./cases/lists.ts";
import { measureCases } from "./cases/measure.ts";
import { pageCases } from "./cases/pages.ts";
import { partitionCases } from "./cases/partitions.ts";
import { recordCases } from "./cases/records.ts";
import { reopenCases } from "./cases/reopening.ts";
import { tenantCases } from "./cases/tenants.ts";
import { valueCases } from "./cases/values.ts";
import type { StorageCase, StorageReopenCase } from "./storage-case.ts";

/** What every storage promises, one case a promise. Run each on an empty storage of its own. */
export const storageCases: readonly StorageCase[] = [
  ...recordCases,
  ...conflictCases,
  ...batchCases,
  ...partitionCases,
  ...listCases,
  ...pageCases,
  ...keyCases,
  ...tenantCases,
  ...dueCases,
  ...valueCases,
  ...concurrencyCases,
  ...measureCases,
  ...blobCases,
  ...closingCases,
];

/** What a storage with `capabilities.durable` promises besides. Run each on an empty storage of its own. */
export const storageReopenCases: readonly StorageReopenCase[] = reopenCases;
