import { PackageFault } from "./package-fault.ts";
import type { LockedPackage } from "./package-lock.ts";

/**
 * @param names - the packages that are wanted, normalized
 * @param locked - the lock file
 * @returns they and all that they need, each once
 * @throws PackageFault if one of them is not in the lock file
 */
export function packageClosure(
  names: Iterable<string>,
  locked: ReadonlyMap<string, LockedPackage>,
): readonly LockedPackage[] {
  const closure = new Map<string, LockedPackage>();
  const open = [...names].map((name) => ({ name, by: "" }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { name, by } = next;
    if (closure.has(name)) continue;
    const found = locked.get(name);
    if (found === undefined) {
      throw by === ""
        ? new PackageFault("not_found", name, `The lock file has no package '${name}'.`)
        : new PackageFault(
            "missing_dependency",
            by,
            `The package '${by}' needs '${name}', which the lock file does not have as a wheel for the sandbox.`,
          );
    }
    closure.set(name, found);
    for (const needed of found.depends) open.push({ name: needed, by: name });
  }
  return [...closure.values()];
}
