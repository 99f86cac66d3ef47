import type { Program } from "./program.ts";
import { concurrencyPrograms } from "./python/concurrency.ts";
import { dataPrograms } from "./python/data.ts";
import { languagePrograms } from "./python/language.ts";
import { textPrograms } from "./python/text.ts";
import { timeAndFilePrograms } from "./python/time-and-files.ts";
import { toolsPrograms } from "./python/tools.ts";

/** Ordinary programs of Python's standard library. */
export const pythonPrograms: readonly Program[] = [
  ...dataPrograms,
  ...textPrograms,
  ...timeAndFilePrograms,
  ...concurrencyPrograms,
  ...toolsPrograms,
  ...languagePrograms,
];
