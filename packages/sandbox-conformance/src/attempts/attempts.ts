import type { SandboxLanguage } from "../target/sandbox-target.ts";
import type { Attempt } from "./attempt.ts";
import { javascriptAttempts } from "./javascript-attempts.ts";
import { pythonAttempts } from "./python-attempts.ts";

/** All attempts to get out, by the language of their code. */
export const escapeAttempts: Readonly<Record<SandboxLanguage, readonly Attempt[]>> = {
  python: pythonAttempts,
  javascript: javascriptAttempts,
};
