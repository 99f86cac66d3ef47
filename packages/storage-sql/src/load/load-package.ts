import { MissingPackageError } from "@inhouse/contracts";

/**
 * Loads a driver that the user installs beside this package.
 *
 * @param name - the package
 * @param install - the version to ask for, such as `pg@8`
 * @param load - imports it
 * @throws MissingPackageError if it is not there
 */
export async function loadPackage<Module>(
  name: string,
  install: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    throw new MissingPackageError(name, install, { cause });
  }
}
