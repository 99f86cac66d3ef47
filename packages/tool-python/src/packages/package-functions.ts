import { packageClosure } from "./package-closure.ts";
import type { LockedPackage } from "./package-lock.ts";
import { parsePackageLock } from "./package-lock.ts";
import type { ArchiveLimits } from "./read-archive.ts";
import type { Wheel } from "./read-wheel.ts";
import { readWheel } from "./read-wheel.ts";
import { assertHash, readVerifiedWheel } from "./verified-wheel.ts";
import type { WheelFilename } from "./wheel-filename.ts";
import { assertFits } from "./wheel-filename.ts";
import { withTypedErrors } from "./with-typed-errors.ts";

/** The functions of packages for callers outside of the sandbox: what they refuse is a `PythonPackageError`. */
export const packageFunctions: {
  /** Checks that the sandbox can run a wheel. */
  readonly assertFits: (wheel: WheelFilename) => void;
  /** Checks that a wheel's bytes are those that were locked. */
  readonly assertHash: (locked: LockedPackage, bytes: Uint8Array) => void;
  /** Finds packages and all that they need in a lock file. */
  readonly packageClosure: (
    names: Iterable<string>,
    locked: ReadonlyMap<string, LockedPackage>,
  ) => readonly LockedPackage[];
  /** Reads a lock file. */
  readonly parsePackageLock: (text: string) => ReadonlyMap<string, LockedPackage>;
  /** Reads a wheel that a lock file lists, and checks its bytes. */
  readonly readVerifiedWheel: (folder: string, locked: LockedPackage) => Uint8Array;
  /** Unpacks a wheel in memory. */
  readonly readWheel: (filename: string, bytes: Uint8Array, limits?: ArchiveLimits) => Wheel;
} = {
  assertFits: withTypedErrors(assertFits),
  assertHash: withTypedErrors(assertHash),
  packageClosure: withTypedErrors(packageClosure),
  parsePackageLock: withTypedErrors(parsePackageLock),
  readVerifiedWheel: withTypedErrors(readVerifiedWheel),
  readWheel: withTypedErrors(readWheel),
};
