import type { Saboteurs } from "./faults.ts";
import { spoils, spoilsContexts } from "./faults.ts";

let keys = 0;

export const crashSaboteurs: Saboteurs = {
  "says what its calls do, if they may be made again after a crash": ({ effects: _, ...suite }) =>
    suite,
  "takes effect once for each idempotency key, if calls may be made again after a crash":
    spoilsContexts(() => ({ idempotencyKey: String(++keys) })),
  "takes effect again for another idempotency key": spoilsContexts(({ threadId }) => ({
    idempotencyKey: threadId,
  })),
  "knows whether a call needs approval": spoils(() => ({
    needsApproval: () => "perhaps" as unknown as boolean,
  })),
};
