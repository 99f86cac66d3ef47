import { ToolTrial } from "./harness/tool-trial.ts";
import type { ToolCase } from "./tool-case.ts";
import { missingExample } from "./tool-case.ts";
import type { ToolSuite } from "./tool-suite.ts";

/**
 * Runs one case on a tool of its own.
 *
 * @param toolCase - one of `toolCases`
 * @param suite - how to make the tool under test
 * @returns whether it was run; false: the suite has no example that it needs
 * @throws AssertionError if the tool breaks the promise
 */
export async function runToolCase(toolCase: ToolCase, suite: ToolSuite): Promise<boolean> {
  if (missingExample(toolCase, suite) !== undefined) return false;
  const trial = await ToolTrial.start(suite);
  // What the case found is told, whatever the end brings.
  await toolCase.run(trial).catch(async (error: unknown) => {
    await trial.end().catch(() => undefined);
    throw error;
  });
  await trial.end();
  return true;
}
