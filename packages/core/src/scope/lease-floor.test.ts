import type { Storage, StorageCapabilities } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { decideClaim } from "../run/run-machine.ts";
import type { RunRecord } from "../storage/record-values.ts";
import { leasesVoidBefore } from "./lease-floor.ts";

function storageWith(capabilities: StorageCapabilities): Storage {
  return { ...memoryStorage(), capabilities };
}

it("voids the leases of earlier processes where only one may use a storage that lasts", () => {
  const storage = storageWith({ durable: true, shared: false });
  expect(leasesVoidBefore(storage, 5_000)).toBe(5_000);
});

it("keeps the leases of a second runtime on the same storage in this process", () => {
  const storage = storageWith({ durable: true, shared: false });
  leasesVoidBefore(storage, 5_000);
  expect(leasesVoidBefore(storage, 9_000)).toBe(5_000);
});

it("voids none where other processes may live, or where none can have been before", () => {
  expect(leasesVoidBefore(storageWith({ durable: true, shared: true }), 5_000)).toBe(0);
  expect(leasesVoidBefore(storageWith({ durable: false, shared: false }), 5_000)).toBe(0);
});

const executed = {
  run: { status: "in_progress", expiresAt: 600_000 },
  leaseExpiresAt: 18_000,
} as unknown as RunRecord;

it("takes a run up at once if its lease was granted before this process came", () => {
  const claim = (leasesVoidBefore: number): string =>
    decideClaim(executed, 5_000, { leaseMs: 15_000, leasesVoidBefore });
  expect(claim(0)).toBe("leave");
  expect(claim(3_000)).toBe("leave");
  expect(claim(3_001)).toBe("execute");
});
