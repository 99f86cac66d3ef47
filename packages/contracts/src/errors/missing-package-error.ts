import { InhouseError } from "./inhouse-error.ts";

/** A package that is loaded on first use is not installed. */
export class MissingPackageError extends InhouseError {
  /** Always `missing_package`. */
  readonly code = "missing_package";
  /** The package. */
  readonly packageName: string;

  /**
   * @param packageName - the package
   * @param install - the version to install, such as `ai@7`
   * @param options - the cause
   */
  constructor(packageName: string, install: string, options?: ErrorOptions) {
    super(
      `The package '${packageName}' is needed here and could not be loaded. Install it with: npm install ${install}`,
      options,
    );
    this.packageName = packageName;
  }
}
