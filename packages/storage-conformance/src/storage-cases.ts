import { atomicityCases } from "./cases/atomicity.ts";
import { batchCases } from "./cases/batches.ts";
import { blobCases } from "./cases/blobs.ts";
import { closingCases } from "./cases/closing.ts";
import { concurrencyCases } from "./cases/concurrency.ts";
import { conflictCases } from "./cases/conflicts.ts";
import { connectionCases } from "./cases/connections.ts";
import { dueCases } from "./cases/due.ts";
import { failureCases } from "./cases/failures.ts";
import { keyCases } from "./cases/keys.ts";
import { listCases } from "./cases/lists.ts";
import { measureCases } from "./cases/measure.ts";
import { pageCases } from "./cases/pages.ts";
import { partitionCases } from "./cases/partitions.ts";
import { raceCases } from "./cases/races.ts";
import { recordCases } from "./cases/records.ts";
import { reopenCases } from "./cases/reopening.ts";
import { tenantCases } from "./cases/tenants.ts";
import { valueCases } from "./cases/values.ts";
import { watchingCases } from "./cases/watching.ts";
import type {
  StorageCase,
  StorageFaultCase,
  StorageReopenCase,
  StorageSharedCase,
} from "./storage-case.ts";

/** What every storage promises, one case a promise. Run each on an empty storage of its own. */
export const storageCases: readonly StorageCase[] = [
  ...recordCases,
  ...conflictCases,
  ...batchCases,
  ...atomicityCases,
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

/** What a storage with `capabilities.shared` promises besides. Run each on two that are open on the same content. */
export const storageSharedCases: readonly StorageSharedCase[] = [
  ...connectionCases,
  ...raceCases,
  ...watchingCases,
];

/** What is left when something fails on the way. Run each with `runFaultCase`. */
export const storageFaultCases: readonly StorageFaultCase[] = failureCases;
