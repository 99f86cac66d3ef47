import type { ThreadLockedError } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";

/**
 * Clients cut the ids out of this text, so that it must be the hosted API's to the letter.
 *
 * @param work - what an active run may forbid
 * @param text - what the hosted API says then
 * @returns what the work returns
 */
export async function whileUnlocked<Result>(
  work: Promise<Result>,
  text: (error: ThreadLockedError) => string,
): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!InhouseError.isInstance(error) || error.code !== "thread_locked") throw error;
    throw new OpenAIRefusal({ message: text(error as ThreadLockedError) });
  }
}
