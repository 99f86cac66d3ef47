export { assertStorageModel } from "./model/assert-storage-model.ts";
export type { StorageModelOptions } from "./model/model-options.ts";
