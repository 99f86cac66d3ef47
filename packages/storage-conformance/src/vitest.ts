export { describeStorage } from "./describe-storage.ts";
export type { FailingStorage, StorageSuite } from "./storage-suite.ts";
