export { packageClosure } from "./packages/package-closure.ts";
export type { PackageFolderContent } from "./packages/package-folder.ts";
export { folderPath, readPackageFolder } from "./packages/package-folder.ts";
export type { LockedPackage } from "./packages/package-lock.ts";
export { formatPackageLock, lockFilename, parsePackageLock } from "./packages/package-lock.ts";
export { isPackageName, normalizeName } from "./packages/package-name.ts";
export type { ArchiveFile, ArchiveLimits } from "./packages/read-archive.ts";
export type { Wheel } from "./packages/read-wheel.ts";
export { readWheel, wheelLimits } from "./packages/read-wheel.ts";
export {
  assertHash,
  maxWheelBytes,
  readVerifiedWheel,
  sha256Of,
} from "./packages/verified-wheel.ts";
export type { WheelFilename } from "./packages/wheel-filename.ts";
export {
  assertFits,
  parseWheelFilename,
  sandboxPlatform,
  wheelFit,
} from "./packages/wheel-filename.ts";
