import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PackageFault } from "./package-fault.ts";
import type { LockedPackage } from "./package-lock.ts";

/** How large a wheel may be, in bytes, packed. */
export const maxWheelBytes: number = 256 * 1024 * 1024;

/**
 * @param bytes - any bytes
 * @returns their SHA-256 in hexadecimal digits
 */
export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/**
 * @param locked - the package as the lock file has it
 * @param bytes - the wheel that came
 * @throws PackageFault if they are not the bytes that were locked
 */
export function assertHash(locked: LockedPackage, bytes: Uint8Array): void {
  const found = sha256Of(bytes);
  if (found === locked.sha256) return;
  throw new PackageFault(
    "wrong_hash",
    locked.name,
    `${locked.filename} has the SHA-256 ${found}, and the lock file has ${locked.sha256}: it is another file, and is not used.`,
  );
}

/**
 * Reads a wheel that a lock file lists.
 *
 * @param folder - where the wheel lies
 * @param locked - the package as the lock file has it
 * @returns its bytes, which are those that were locked
 * @throws PackageFault if it is not there, too large, or another file
 */
export function readVerifiedWheel(folder: string, locked: LockedPackage): Uint8Array {
  const path = join(folder, locked.filename);
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    throw new PackageFault(
      "missing_file",
      locked.name,
      `The lock file lists ${locked.filename}, and the folder does not have it.`,
    );
  }
  if (size > maxWheelBytes) {
    throw new PackageFault(
      "too_large",
      locked.name,
      `${locked.filename} has more than ${maxWheelBytes} bytes.`,
    );
  }
  const bytes = readFileSync(path);
  assertHash(locked, bytes);
  return bytes;
}
