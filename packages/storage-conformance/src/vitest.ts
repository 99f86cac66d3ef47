export type { StorageSuite } from "./describe-storage.ts";
export { describeStorage } from "./describe-storage.ts";
