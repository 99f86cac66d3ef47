import type { SandboxLanguage } from "../target/sandbox-target.ts";
import type { Attempt } from "./attempt.ts";
import { javascriptBombs } from "./resources/javascript-bombs.ts";
import { pythonBombs } from "./resources/python-bombs.ts";

/** Code that takes more than it may have, by its language. */
export const resourceAttempts: Readonly<Record<SandboxLanguage, readonly Attempt[]>> = {
  python: pythonBombs,
  javascript: javascriptBombs,
};
