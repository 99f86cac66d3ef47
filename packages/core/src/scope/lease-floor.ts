import type { Storage } from "@inhouse/contracts";
import type { LeaseTerms } from "../run/run-machine.ts";
import type { Scope } from "./scope.ts";

const firstUse = new WeakMap<Storage, number>();

/**
 * Where a storage outlives its process and lets in only one at a time, whoever held a lease before this process came is
 * gone: its runs need not wait until the lease runs out.
 *
 * @param storage - the storage
 * @param now - the time, in epoch milliseconds
 * @returns leases granted before this time, in epoch milliseconds, hold no longer; 0: all of them do
 */
export function leasesVoidBefore(storage: Storage, now: number): number {
  const { durable, shared } = storage.capabilities;
  if (!durable || shared) return 0;
  const since = firstUse.get(storage) ?? now;
  firstUse.set(storage, since);
  return since;
}

/** @returns what says in this runtime whether a lease holds */
export function leaseTerms(scope: Scope): LeaseTerms {
  const { leasesVoidBefore: voidBefore, settings } = scope;
  return { leaseMs: settings.leaseMs, leasesVoidBefore: voidBefore };
}
