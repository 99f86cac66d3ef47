import { packageClosure } from "./package-closure.ts";
import type { LockedPackage } from "./package-lock.ts";
import { parsePackageLock } from "./package-lock.ts";
import type { ArchiveLimits } from "./read-archive.ts";
import type { Wheel } from "./read-wheel.ts";
import { readWheel } from "./read-wheel.ts";
import { readVerifiedWheel } from "./verified-wheel.ts";
import { withTypedErrors } from "./with-typed-errors.ts";

/** What is done with packages outside of the sandbox, by the rules that hold inside. */
export interface PackageFunctions {
  /**
   * @param names - the packages that are wanted, normalized
   * @param locked - the lock file
   * @returns they and all that they need, each once
   * @throws PythonPackageError if one of them is not in the lock file
   */
  packageClosure(
    names: Iterable<string>,
    locked: ReadonlyMap<string, LockedPackage>,
  ): readonly LockedPackage[];

  /**
   * Reads a lock file of Pyodide's format.
   *
   * @param text - its content
   * @returns its packages by name, without those that are no wheels for the sandbox
   * @throws PythonPackageError if it is no lock file, or one for another Python
   */
  parsePackageLock(text: string): ReadonlyMap<string, LockedPackage>;

  /**
   * Reads a wheel that a lock file lists.
   *
   * @param folder - where the wheel lies
   * @param locked - the package as the lock file has it
   * @returns its bytes, which are those that were locked
   * @throws PythonPackageError if it is not there, too large, or another file
   */
  readVerifiedWheel(folder: string, locked: LockedPackage): Uint8Array;

  /**
   * Unpacks a wheel, without writing anything.
   *
   * @param filename - the wheel's file name
   * @param bytes - its content; hostile
   * @param limits - how much it may hold; default: 20,000 files, 256 MB each, 512 MB together
   * @throws PythonPackageError if it is no wheel, not one for the sandbox, or refused
   */
  readWheel(filename: string, bytes: Uint8Array, limits?: ArchiveLimits): Wheel;
}

/** The functions of packages for callers outside of the sandbox. */
export const packageFunctions: PackageFunctions = {
  packageClosure: withTypedErrors(packageClosure),
  parsePackageLock: withTypedErrors(parsePackageLock),
  readVerifiedWheel: withTypedErrors(readVerifiedWheel),
  readWheel: withTypedErrors(readWheel),
};
