import type { SandboxLanguage } from "../target/sandbox-target.ts";
import { javascriptPrograms } from "./javascript-programs.ts";
import type { Program } from "./program.ts";
import { pythonPrograms } from "./python-programs.ts";

/** Ordinary programs that must run unchanged, by their language. */
export const programs: Readonly<Record<SandboxLanguage, readonly Program[]>> = {
  python: pythonPrograms,
  javascript: javascriptPrograms,
};
