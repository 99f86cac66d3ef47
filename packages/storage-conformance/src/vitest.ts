export { describeStorage } from "./describe-storage.ts";
export { describeStorageModel } from "./describe-storage-model.ts";
export type { StorageModelOptions } from "./model/model-options.ts";
export type { FailingStorage, StorageSuite } from "./storage-suite.ts";
