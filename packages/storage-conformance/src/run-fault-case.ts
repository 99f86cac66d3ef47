import assert from "node:assert/strict";
import { storageFailure } from "./expectations.ts";
import { FaultTrial } from "./fault-trial.ts";
import type { StorageFaultCase } from "./storage-case.ts";
import type { FaultSuite } from "./storage-suite.ts";

/**
 * Runs a case once for every step on its way and every fault of a step: each fails in a run of its own, until a run ends
 * before the step that should fail. Rejects with an `AssertionError` if a storage breaks the promise of the case, or if it
 * does not go on, or refuse to, in an orderly way.
 *
 * @param faultCase - the case
 * @param suite - how to make the storage, and to open it again
 * @returns how many steps failed
 */
export async function runFaultCase(
  faultCase: StorageFaultCase,
  suite: FaultSuite,
): Promise<number> {
  const { faults, before, after } = await runUndisturbed(faultCase, suite);
  const trial = new FaultTrial(faultCase, suite, { before, after });
  let failures = 0;
  for (const fault of faults) {
    for (let step = 1; await trial.fails(step, fault); step++) failures++;
  }
  await trial.end();
  assert.ok(failures > 0 || !faultCase.surely, "no step has failed: the suite tests nothing");
  return failures;
}

/** What there is to see when nothing fails. */
interface Undisturbed {
  readonly faults: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

async function runUndisturbed(
  { prepare, act, read }: StorageFaultCase,
  suite: FaultSuite,
): Promise<Undisturbed> {
  const { storage, faults } = await suite.failing();
  const tenant = "undisturbed";
  await prepare(storage, tenant);
  const before = await read(storage, tenant);
  await act(storage, tenant);
  const after = await read(storage, tenant).catch(async (error: unknown) => {
    // The act was to close it.
    storageFailure(error);
    const reopened = await suite.reopen?.(storage);
    if (reopened === undefined) return before;
    return read(reopened, tenant).finally(() => reopened.close());
  });
  await storage.close();
  await suite.dispose?.(storage);
  return { faults, before, after };
}
