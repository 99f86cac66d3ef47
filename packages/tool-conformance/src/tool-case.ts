import type { ToolTrial } from "./harness/tool-trial.ts";
import type { ToolSuite } from "./tool-suite.ts";

/** One promise of the tool port, as something to run with `runToolCase`. */
export interface ToolCase {
  /** A sentence that says what the tool does; unique among all cases. */
  readonly name: string;
  /** The members of a suite without which there is nothing to test; absent: all that it takes is always there. */
  readonly needs?: readonly ToolExampleName[];
  /** Whether it ends the tool, or must be the first to use it; absent: several cases may share one tool. */
  readonly alone?: boolean;
  /**
   * Rejects with an `AssertionError` if the tool breaks the promise.
   *
   * @param trial - the tool, and threads to call it on
   */
  run(trial: ToolTrial): Promise<void>;
}

/** A member of a suite that opens cases. */
export type ToolExampleName =
  | "callsTool"
  | "effects"
  | "fails"
  | "floods"
  | "lasts"
  | "makesFiles"
  | "memory"
  | "overruns"
  | "refuses";

/**
 * @param toolCase - a case
 * @param suite - a suite
 * @returns the first member that the case needs and the suite lacks, or undefined
 */
export function missingExample(toolCase: ToolCase, suite: ToolSuite): ToolExampleName | undefined {
  return toolCase.needs?.find((name) => suite[name] === undefined || suite[name] === "none");
}
