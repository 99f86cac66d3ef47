import type { Attempt } from "./attempt.ts";
import { atHand } from "./javascript/at-hand.ts";
import { constructors } from "./javascript/constructors.ts";
import { engine } from "./javascript/engine.ts";
import { modules } from "./javascript/modules.ts";
import { promises } from "./javascript/promises.ts";
import { shims } from "./javascript/shims.ts";
import { strangers } from "./javascript/strangers.ts";
import { tools } from "./javascript/tools.ts";
import { values } from "./javascript/values.ts";

/** Attempts to get out of a JavaScript sandbox. */
export const javascriptAttempts: readonly Attempt[] = [
  ...atHand,
  ...constructors,
  ...modules,
  ...promises,
  ...shims,
  ...tools,
  ...values,
  ...engine,
  ...strangers,
];
