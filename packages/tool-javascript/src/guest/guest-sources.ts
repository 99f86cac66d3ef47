import { checkSource } from "./check-source.ts";
import { cloneSource } from "./clone-source.ts";
import { contextSource } from "./context-source.ts";
import { cryptoSource } from "./crypto-source.ts";
import { encodingSource } from "./encoding-source.ts";
import { inspectSource } from "./inspect-source.ts";
import { urlSource } from "./url-source.ts";

/** The parts of the code's surroundings that a machine loads when they are first used, by name. */
export const guestSources: ReadonlyMap<string, string> = new Map([
  ["check", checkSource],
  ["clone", cloneSource],
  ["context", contextSource],
  ["crypto", cryptoSource],
  ["encoding", encodingSource],
  ["inspect", inspectSource],
  ["url", urlSource],
]);
