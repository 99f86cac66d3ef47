import { StorageError } from "@inhouse/contracts";
import type { Trap } from "./child-order.ts";
import type { WriteHooks } from "./recording-storage.ts";

/** @returns what makes a trap snap */
export function trapHooks({ kind, write }: Trap): WriteHooks {
  let isSet = true;
  return {
    before(number) {
      if (kind === "kill_before" && number === write) die();
    },
    after(number) {
      // A write that the storage refused has no moment after it: the next one has.
      if (number < write || !isSet) return;
      isSet = false;
      if (kind === "kill_after") die();
      if (kind === "throw_after") {
        throw new StorageError("The answer to this write got lost.", "unknown");
      }
    },
  };
}

/** The signal is delivered before the call returns: not one more instruction of this process is carried out. */
function die(): void {
  process.kill(process.pid, "SIGKILL");
}
