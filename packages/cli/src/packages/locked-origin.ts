import type { LockedPackage } from "@inhouse/tool-python/packages";
import { parseWheelFilename } from "@inhouse/tool-python/packages";
import type { PackageOrigin } from "./package-origin.ts";

/** How the wheels of a lock file are read. */
export interface LockedFiles {
  addressOf(filename: string): string;
  read(filename: string, name: string): Promise<Uint8Array>;
}

/**
 * @param locked - the packages of a lock file
 * @param files - how their wheels are read
 */
export function lockedOrigin(
  locked: ReadonlyMap<string, LockedPackage>,
  files: LockedFiles,
): PackageOrigin {
  return {
    async offers(name) {
      const found = locked.get(name);
      const wheel = found === undefined ? null : parseWheelFilename(found.filename);
      if (found === undefined || wheel === null) return [];
      return [
        {
          wheel,
          sha256: found.sha256,
          requiresPython: null,
          yanked: false,
          locked: found,
          address: files.addressOf(found.filename),
          read: () => files.read(found.filename, name),
        },
      ];
    },
  };
}
