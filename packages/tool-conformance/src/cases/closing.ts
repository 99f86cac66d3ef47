import assert from "node:assert/strict";
import { answered, assertPresentable, assertWorks } from "../expectations.ts";
import { startLasting } from "../harness/lasting-call.ts";
import { addedHandles, openHandles } from "../harness/open-handles.ts";
import { becomesSo, orderly } from "../harness/promptly.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";

/** How a tool ends. */
export const closingCases: readonly ToolCase[] = [
  {
    name: "closes without having been used, and closes again",
    alone: true,
    async run(trial) {
      await close(trial);
      await close(trial);
    },
  },
  {
    name: "closes after it was used, twice at once",
    alone: true,
    async run(trial) {
      await assertWorks(trial, trial.home);
      await Promise.all([close(trial), close(trial)]);
    },
  },
  {
    name: "ends the calls that run when it closes",
    alone: true,
    needs: ["lasts"],
    async run(trial) {
      // A tool that holds nothing leaves its calls to their signals.
      if (trial.tool.close === undefined) return;
      const lasting = await startLasting(trial, trial.home);
      await close(trial);
      assertPresentable(trial, await lasting.ended());
    },
  },
  {
    name: "lets no call hang that comes after its end",
    alone: true,
    async run(trial) {
      await close(trial);
      assertPresentable(trial, await answered(trial, trial.home, trial.suite.works));
      await close(trial);
    },
  },
  {
    name: "leaves nothing open that keeps the process alive",
    alone: true,
    async run(trial) {
      await assertWorks(trial, trial.home);
      if (trial.suite.lasts !== undefined) {
        const lasting = await startLasting(trial, trial.home);
        await lasting.abort();
      }
      await trial.end();
      const added = (): readonly string[] => addedHandles(trial.handlesBefore, openHandles());
      const isLeft = await becomesSo(trial.patienceMs, () => added().length === 0);
      assert.ok(isLeft, `Open: ${added().join(", ")}`);
    },
  },
];

function close({ tool, patienceMs }: ToolTrial): Promise<void> {
  return orderly(patienceMs, "the tool has closed", () => tool.close?.());
}
