import { GuardedFetchError } from "@inhouse/contracts";

/** @returns the error that a guarded fetch rejects with */
export async function caught(work: Promise<unknown>): Promise<GuardedFetchError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GuardedFetchError) return error;
    throw error;
  }
  throw new Error("It did not reject");
}
