import type { SourceKind } from "../engine/engine.ts";
import type { CodeFailure, RunMode } from "../protocol/messages.ts";

/** One way to read the code. */
export interface CompileAttempt {
  readonly source: string;
  readonly kind: SourceKind;
  /** What is done with its value. */
  readonly use: "code" | "module" | "function" | "stored" | "check";
  /** How many lines stand in front of the code. */
  readonly addedLines: number;
}

/** The names under which code appears in stacks. */
export const filenames: Readonly<Record<RunMode, string>> = {
  code: "code.js",
  function: "function.js",
  stored: "function.js",
  check: "function.js",
};

/**
 * @param mode - how the code is to be read
 * @param source - the code
 * @returns the ways to read it, to be tried one after the other until one compiles
 */
export function compileAttempts(mode: RunMode, source: string): CompileAttempt[] {
  if (mode !== "code") return [{ source, kind: "module", use: mode, addedLines: 0 }];
  const attempts: CompileAttempt[] = [{ source, kind: "script", use: "code", addedLines: 0 }];
  if (/\b(?:import|export)\b/.test(source)) {
    attempts.push({ source, kind: "module", use: "module", addedLines: 0 });
  }
  if (/\breturn\b/.test(source)) {
    const body = `(async function () {\n${source}\n})()`;
    attempts.push({ source: body, kind: "script", use: "code", addedLines: 1 });
  }
  return attempts;
}

const compileFrame = /^\s*at (?:code|function)\.js:(\d+):(\d+)\s*$/;

/**
 * @param failure - what evaluating threw
 * @returns where the engine could not read the code, or null if the code was read and threw itself
 */
export function compileErrorPosition(
  failure: CodeFailure,
): { readonly line: number; readonly column: number } | null {
  if (failure.name !== "SyntaxError") return null;
  // Only of an error in the syntax does the engine name a place outside of any function.
  const match = compileFrame.exec(failure.stack.split("\n", 1)[0] ?? "");
  return match === null ? null : { line: Number(match[1]), column: Number(match[2]) };
}

/**
 * @param failures - the syntax errors of all attempts, in their order, with the lines added by each
 * @returns the index of the one that read furthest: what the author meant
 */
export function furthestFailure(
  failures: readonly { readonly failure: CodeFailure; readonly addedLines: number }[],
): number {
  let best = 0;
  let furthest = -1;
  failures.forEach(({ failure, addedLines }, index) => {
    const position = compileErrorPosition(failure);
    if (position === null) return;
    const reached = (position.line - addedLines) * 1e6 + position.column;
    if (reached > furthest) {
      best = index;
      furthest = reached;
    }
  });
  return best;
}
