import { callingCases } from "./cases/calling.ts";
import { closingCases } from "./cases/closing.ts";
import { concurrencyCases } from "./cases/concurrency.ts";
import { crashCases } from "./cases/crash.ts";
import { fileCases } from "./cases/files.ts";
import { hostileCases } from "./cases/hostile.ts";
import { resultCases } from "./cases/results.ts";
import { schemaCases } from "./cases/schema.ts";
import { stoppingCases } from "./cases/stopping.ts";
import { threadCases } from "./cases/threads.ts";
import type { ToolCase } from "./tool-case.ts";

/** What every tool promises, one case a promise. Run each with `runToolCase`. */
export const toolCases: readonly ToolCase[] = [
  ...schemaCases,
  ...resultCases,
  ...stoppingCases,
  ...crashCases,
  ...callingCases,
  ...threadCases,
  ...hostileCases,
  ...fileCases,
  ...concurrencyCases,
  ...closingCases,
];
