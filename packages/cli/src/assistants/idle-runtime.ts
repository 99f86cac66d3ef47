import { existsSync } from "node:fs";
import type { Dispatcher, Storage, Tool } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { withStorage } from "../storage/open-storage.ts";
import type { StorageAddress } from "../storage/storage-address.ts";

/** Which storage, and whether it may be a new one. */
export interface IdlePlace {
  readonly address: StorageAddress;
  /** Whether there must be something already. */
  readonly isOld: boolean;
}

/** Rings for nobody: the runs in the storage are those of whoever has their models and tools. */
const nobody: Dispatcher = {
  ring: async () => {},
  work: () => ({ drain: async () => {} }),
};

/**
 * Opens a runtime that looks after assistants and runs nothing.
 *
 * @param place - where everything is kept
 * @param toolsFor - makes its tools
 * @param work - what is done with it
 * @returns what the work returns, once all is closed
 * @throws InvalidInputError if there should be a storage and is none
 */
export async function withIdleRuntime<Result>(
  { address, isOld }: IdlePlace,
  toolsFor: (storage: Storage) => Promise<readonly Tool[]>,
  work: (inhouse: Runtime) => Promise<Result>,
): Promise<Result> {
  if (isOld) checkThere(address);
  const inhouse = await withStorage(address, async (storage) => {
    const tools = await toolsFor(storage);
    // Nobody asks the models anything, so that each may stand for one that this process cannot reach.
    return createRuntime({ models: () => scriptedModel([]), storage, tools, dispatcher: nobody });
  });
  try {
    return await work(inhouse);
  } finally {
    await inhouse.close({ drainMs: 0 });
  }
}

function checkThere(address: StorageAddress): void {
  const path =
    address.kind === "lowdb" ? address.folder : address.kind === "sqlite" ? address.file : null;
  if (path === null || existsSync(path)) return;
  const received = `'${path}', where there is nothing`;
  throw new InvalidInputError({
    param: "--storage",
    expected: "where assistants are kept",
    received,
  });
}
