import { afterAll, describe, it } from "vitest";
import { patienceOf, ToolTrial } from "./harness/tool-trial.ts";
import { runToolCase } from "./run-tool-case.ts";
import { missingExample } from "./tool-case.ts";
import { toolCases } from "./tool-cases.ts";
import type { ToolSuite } from "./tool-suite.ts";

/**
 * Registers the whole suite with vitest. Cases that need an example which the suite does not give are skipped, and say which.
 *
 * @param name - how the tool is called in test reports
 * @param suite - how to make the tool under test, and what to call it with
 */
export function describeTool(name: string, suite: ToolSuite): void {
  describe(name, () => {
    // A case waits for several things, and says best itself which one did not happen.
    const timeout = 20 * patienceOf(suite);
    let shared: Promise<ToolTrial> | undefined;
    afterAll(async () => {
      await (await shared)?.end();
    }, timeout);
    for (const toolCase of toolCases) {
      it(
        toolCase.name,
        async (context) => {
          const missing = missingExample(toolCase, suite);
          if (missing !== undefined) return context.skip(`has no ${missing}`);
          if (toolCase.alone === true) return void (await runToolCase(toolCase, suite));
          shared ??= ToolTrial.start(suite);
          return toolCase.run(await shared);
        },
        timeout,
      );
    }
  });
}
