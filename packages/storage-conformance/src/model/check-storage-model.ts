import type { RunDetails } from "fast-check";
import { asyncModelRun, asyncProperty, check, commands } from "fast-check";
import type { StorageSuite } from "../storage-suite.ts";
import type { ModelCommand } from "./commands.ts";
import { modelCommands } from "./model-commands.ts";
import type { StorageModelOptions } from "./model-options.ts";
import { ModelWorld } from "./model-world.ts";
import { ReferenceStorage } from "./reference-storage.ts";

/** How many commands a run has at most. */
const longest = 60;

/** @returns what came of the runs; the counterexample, if there is one, is as short as could be found */
export function checkStorageModel(
  suite: StorageSuite,
  { runs = 100, seed }: StorageModelOptions = {},
): Promise<RunDetails<[Iterable<ModelCommand>]>> {
  // Without the size most runs are a few commands long and meet nothing.
  const all = commands(modelCommands, { maxCommands: longest, size: "max" });
  const property = asyncProperty(all, (some) => runCommands(suite, some));
  return check(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}

async function runCommands(suite: StorageSuite, some: Iterable<ModelCommand>): Promise<void> {
  const world = await ModelWorld.create(suite);
  const state = { reference: new ReferenceStorage(), canReopen: suite.reopen !== undefined };
  try {
    await asyncModelRun(() => ({ model: state, real: world }), some);
    await world.assertSame(state.reference);
  } catch (error) {
    throw new Error(`${error}\n\nThis was done:\n${world.history}\n`, { cause: error });
  } finally {
    await world.end();
  }
}
