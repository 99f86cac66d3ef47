import { PythonPackageError } from "@inhouse/contracts";
import type { LockedPackage, PackageFolderContent } from "@inhouse/tool-python/packages";
import { packageFunctions } from "@inhouse/tool-python/packages";

/** A package of a folder, and what is wrong with it. */
export interface VerifiedPackage {
  readonly locked: LockedPackage;
  /** Null: the sandbox can use it. */
  readonly error: PythonPackageError | null;
}

function check(locked: LockedPackage, { folder, locked: all }: PackageFolderContent): void {
  const bytes = packageFunctions.readVerifiedWheel(folder, locked);
  packageFunctions.readWheel(locked.filename, bytes);
  packageFunctions.packageClosure([locked.name], all);
}

/**
 * Checks the wheels of a folder as the sandbox does before it uses them.
 *
 * @param content - the folder
 * @returns every package that the lock file lists and whose wheel is there or is needed by one that is
 */
export function verifyPackages(content: PackageFolderContent): readonly VerifiedPackage[] {
  const { locked, files } = content;
  const there = [...locked.values()].filter((one) => files.has(one.filename));
  const needed = new Set(there.flatMap((one) => [one.name, ...one.depends]));
  return [...locked.values()]
    .filter((one) => needed.has(one.name))
    .map((one) => {
      try {
        check(one, content);
        return { locked: one, error: null };
      } catch (error) {
        if (!(error instanceof PythonPackageError)) throw error;
        return { locked: one, error };
      }
    });
}
