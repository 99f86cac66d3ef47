export type { StorageCase, StorageReopenCase } from "./storage-case.ts";
export { storageCases, storageReopenCases } from "./storage-cases.ts";
