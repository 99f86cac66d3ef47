import type { InterpreterState } from "../protocol/interpreter-state.ts";
import type { EmscriptenModule, FsNode } from "./emscripten.ts";
import { growHeap } from "./memory-limit.ts";
import type { PackageInstaller } from "./package-installer.ts";
import { restoreFiles } from "./restore-files.ts";
import type { FileBaseline } from "./save-files.ts";
import { fileBaseline, saveFiles } from "./save-files.ts";

/** What the state of an interpreter is kept by. */
export interface StateKeeperOptions {
  readonly module: EmscriptenModule;
  /** Whether it started from a snapshot; one that did not has its functions in other slots. */
  readonly fromSnapshot: boolean;
  /** @returns whether native modules were loaded, whose functions are in no other interpreter */
  readonly hasNativeCode: () => boolean;
  /** Installs packages; null: none can be. */
  readonly installer: PackageInstaller | null;
}

/**
 * Takes the state of a sealed interpreter, and puts one in place. Both happen after the seal: what hostile code left in
 * the memory never meets an open import.
 */
export class StateKeeper {
  readonly #options: StateKeeperOptions;
  readonly #baseline: FileBaseline;

  /** @param options - a sealed interpreter in which no code ran yet */
  constructor(options: StateKeeperOptions) {
    this.#options = options;
    this.#baseline = fileBaseline(options.module.FS);
  }

  /**
   * @param maxMemoryBytes - how large the memory may be
   * @param isInput - whether a file is one that the host wrote and that did not change since
   * @param collected - the files that were kept by earlier calls
   * @throws Error with a reason, if the session cannot go on elsewhere
   */
  save(
    maxMemoryBytes: number,
    isInput: (path: string, node: FsNode) => boolean,
    collected: readonly string[],
  ): InterpreterState {
    const { module, fromSnapshot, hasNativeCode, installer } = this.#options;
    if (!fromSnapshot) throw new Error("it did not start from a snapshot");
    if (hasNativeCode()) throw new Error("it has loaded native code");
    if (module.HEAPU8.length > maxMemoryBytes) throw new Error("its memory is too large");
    return {
      ...saveFiles(module.FS, this.#baseline, isInput),
      memory: module.HEAPU8.slice(),
      tableSlots: module.wasmTable.length,
      packages: installer?.installed ?? [],
      collected,
    };
  }

  /**
   * @param state - the state of a session that started from the same snapshot
   * @throws Error if this interpreter is of another kind, or the memory does not fit in here
   */
  restore(state: InterpreterState): void {
    const { module, fromSnapshot, installer } = this.#options;
    if (!fromSnapshot || module.wasmTable.length !== state.tableSlots) {
      throw new Error("this interpreter did not start from the same snapshot");
    }
    growHeap(module, state.memory.length);
    if (module.HEAPU8.length !== state.memory.length) {
      throw new Error("this interpreter has more memory already");
    }
    if (state.packages.length > 0 && installer === null) {
      throw new Error("its packages are not here");
    }
    installer?.reinstall(state.packages);
    restoreFiles(module.FS, state);
    module.HEAPU8.set(state.memory);
  }
}
