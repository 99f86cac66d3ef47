import assert from "node:assert/strict";
import type { Storage, StorageError, StorageRecord } from "@inhouse/contracts";
import { assertStored, rejection, storageFailure } from "./expectations.ts";
import { insert, sample } from "./samples.ts";
import type { StorageFaultCase } from "./storage-case.ts";
import type { FailingStorage, FaultSuite } from "./storage-suite.ts";

/** What is there before the act of a case, and after it. */
export interface TrialStates {
  readonly before: unknown;
  readonly after: unknown;
}

/** What was found after a failure, to be found again when the storage is opened anew. */
interface Finding {
  readonly tenant: string;
  /** What may be there. */
  readonly possible: readonly unknown[];
}

/** The runs of one case. They share a storage, each with a tenant of its own, as long as the storage survives them. */
export class FaultTrial {
  readonly #case: StorageFaultCase;
  readonly #suite: FaultSuite;
  readonly #states: TrialStates;
  #failing: FailingStorage | undefined;
  #findings: Finding[] = [];

  constructor(faultCase: StorageFaultCase, suite: FaultSuite, states: TrialStates) {
    this.#case = faultCase;
    this.#suite = suite;
    this.#states = states;
  }

  /** @returns whether there was such a step, which has failed */
  async fails(step: number, fault: string): Promise<boolean> {
    this.#failing ??= await this.#suite.failing();
    const failing = this.#failing;
    const { storage } = failing;
    const tenant = `${fault}_${step}`;
    await this.#case.prepare(storage, tenant);
    failing.arm(step, fault);
    const failure = await this.#case.act(storage, tenant).then(() => null, storageFailure);
    const hasFailed = failing.disarm();
    assert.ok(hasFailed || failure === null, `failed without a fault: ${failure?.message}`);
    const possible = this.#statesAfter(failure);
    const state = await this.#case.read(storage, tenant).catch(storageGone);
    if (state !== gone) assertPossible(state, possible, tenant);
    const finding = { tenant, possible: state === gone ? possible : [state] };
    this.#findings.push(finding);
    const works = await isWorking(storage, `${tenant}_afterwards`);
    await this.#assertSurvives(failing, finding, works);
    if (!works || state === gone || this.#case.fresh) await this.end();
    return hasFailed;
  }

  /** Closes the storage, and looks for what was found when it is opened again. */
  async end(): Promise<void> {
    if (this.#failing === undefined) return;
    const { storage } = this.#failing;
    const findings = this.#findings;
    this.#failing = undefined;
    this.#findings = [];
    await storage.close().catch(storageFailure);
    const reopened = await this.#suite.reopen?.(storage);
    if (reopened !== undefined) {
      for (const { tenant, possible } of findings) {
        assertPossible(await this.#case.read(reopened, tenant), possible, `${tenant}, reopened`);
      }
      assert.ok(await isWorking(reopened, "reopened"), "does not work when it was reopened");
      await reopened.close();
    }
    await this.#suite.dispose?.(storage);
  }

  /** What another process finds is what this one has found, and what it has committed since. */
  async #assertSurvives(
    failing: FailingStorage,
    { tenant, possible }: Finding,
    works: boolean,
  ): Promise<void> {
    const survivor = await failing.survivor?.();
    if (survivor === undefined) return;
    const state = await this.#case.read(survivor, tenant);
    assertPossible(state, possible, `${tenant}, by another process`);
    if (works) await assertStored(survivor, afterwards(`${tenant}_afterwards`));
    await survivor.close();
  }

  #statesAfter(failure: StorageError | null): readonly unknown[] {
    const { before, after } = this.#states;
    if (failure === null) return [after];
    return failure.committed === "no" ? [before] : [before, after];
  }
}

/** Stands for what cannot be read because the storage refuses to. */
const gone = Symbol("gone");

function storageGone(error: unknown): typeof gone {
  storageFailure(error);
  return gone;
}

function assertPossible(state: unknown, possible: readonly unknown[], when: string): void {
  const [only] = possible;
  if (possible.length === 1) assert.deepEqual(state, only, when);
  const isOne = possible.some((each) => isDeepEqual(state, each));
  assert.ok(isOne, `neither the state before nor the one after: ${when}`);
}

function isDeepEqual(left: unknown, right: unknown): boolean {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
}

/** What is committed after a failure. */
function afterwards(tenant: string): StorageRecord {
  return sample("file", "file_afterwards", { tenant });
}

/** @returns whether it takes further commits; if it does not, it must go on refusing them */
async function isWorking(storage: Storage, tenant: string): Promise<boolean> {
  const record = afterwards(tenant);
  const failure = await storage.commit(tenant, [insert(record)]).then(() => null, storageFailure);
  if (failure === null) {
    await assertStored(storage, record);
    return true;
  }
  const another = { ...record, id: "file_later" };
  await rejection(storage.commit(tenant, [insert(another)]), "storage");
  return false;
}
