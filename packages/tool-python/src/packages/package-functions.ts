import { packageClosure } from "./package-closure.ts";
import { parsePackageLock } from "./package-lock.ts";
import { readWheel } from "./read-wheel.ts";
import { assertHash, readVerifiedWheel } from "./verified-wheel.ts";
import { assertFits } from "./wheel-filename.ts";
import { withTypedErrors } from "./with-typed-errors.ts";

/** The functions of packages for callers outside of the sandbox: what they refuse is a `PythonPackageError`. */
export const packageFunctions: {
  /** Checks that the sandbox can run a wheel. */
  readonly assertFits: typeof assertFits;
  /** Checks that a wheel's bytes are those that were locked. */
  readonly assertHash: typeof assertHash;
  /** Finds packages and all that they need in a lock file. */
  readonly packageClosure: typeof packageClosure;
  /** Reads a lock file. */
  readonly parsePackageLock: typeof parsePackageLock;
  /** Reads a wheel that a lock file lists, and checks its bytes. */
  readonly readVerifiedWheel: typeof readVerifiedWheel;
  /** Unpacks a wheel in memory. */
  readonly readWheel: typeof readWheel;
} = {
  assertFits: withTypedErrors(assertFits),
  assertHash: withTypedErrors(assertHash),
  packageClosure: withTypedErrors(packageClosure),
  parsePackageLock: withTypedErrors(parsePackageLock),
  readVerifiedWheel: withTypedErrors(readVerifiedWheel),
  readWheel: withTypedErrors(readWheel),
};
