export { runFaultCase } from "./run-fault-case.ts";
export type {
  StorageCase,
  StorageFaultCase,
  StorageReopenCase,
  StorageSharedCase,
} from "./storage-case.ts";
export {
  storageCases,
  storageFaultCases,
  storageReopenCases,
  storageSharedCases,
} from "./storage-cases.ts";
export type { FailingStorage, FaultSuite, StorageSuite } from "./storage-suite.ts";
