import { PythonPackageError } from "@inhouse/contracts";
import { PackageFault } from "./package-fault.ts";

/**
 * @param refusing - a function that throws a PackageFault
 * @returns the function, which throws a PythonPackageError instead
 */
export function withTypedErrors<Arguments extends unknown[], Result>(
  refusing: (...values: Arguments) => Result,
): (...values: Arguments) => Result {
  return (...values) => {
    try {
      return refusing(...values);
    } catch (error) {
      if (!(error instanceof PackageFault)) throw error;
      const { problem, packageName, message } = error;
      throw new PythonPackageError(problem, packageName, message, { cause: error });
    }
  };
}
