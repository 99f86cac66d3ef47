import { InhouseError } from "./inhouse-error.ts";

/** Why a Python package cannot be used. */
export type PythonPackageProblem =
  /** The lock file, or the mirror, does not have it, or not in a version that is asked for. */
  | "not_found"
  /** The lock file lists it, and its wheel is not there. */
  | "missing_file"
  /** The wheel has other bytes than those that were locked. */
  | "wrong_hash"
  /** The wheel is no archive that can be read, or no wheel. */
  | "bad_archive"
  /** The wheel has a file that would lie outside of where packages go, a link, or two files in one place. */
  | "unsafe_path"
  /** The wheel, or what is in it, is larger than it may be or than it says it is. */
  | "too_large"
  /** It needs a package that is not there, or one in another version. */
  | "missing_dependency"
  /** It is built for another kind of Python. */
  | "wrong_platform"
  /** The lock file is not there, or no lock file. */
  | "bad_lock"
  /** The mirror does not answer, or not as a mirror does. */
  | "mirror";

/** A Python package was refused; nothing of it was written. */
export class PythonPackageError extends InhouseError {
  /** Always `python_package`. */
  readonly code = "python_package";
  /** Why. */
  readonly problem: PythonPackageProblem;
  /** The package or its wheel; `""` if it is about no single one. */
  readonly packageName: string;

  /**
   * @param problem - why
   * @param packageName - the package or its wheel; `""` if it is about no single one
   * @param message - what is wrong, and what to do
   * @param options - the cause, where there is one
   */
  constructor(
    problem: PythonPackageProblem,
    packageName: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.problem = problem;
    this.packageName = packageName;
  }
}
