import type { PythonPackageProblem } from "@inhouse/contracts";

/**
 * A package was refused. The sandbox, which may load this package's own modules only, tells it as text; to a caller it
 * becomes a `PythonPackageError`.
 */
export class PackageFault extends Error {
  /** Why. */
  readonly problem: PythonPackageProblem;
  /** The package or its wheel; `""` if it is about no single one. */
  readonly packageName: string;

  /**
   * @param problem - why
   * @param packageName - the package or its wheel; `""` if it is about no single one
   * @param message - what is wrong, and what to do
   */
  constructor(problem: PythonPackageProblem, packageName: string, message: string) {
    super(message);
    this.problem = problem;
    this.packageName = packageName;
  }
}
