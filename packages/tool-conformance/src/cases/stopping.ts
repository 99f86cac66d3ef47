import assert from "node:assert/strict";
import { answered, assertFailed, assertPresentable, assertWorks } from "../expectations.ts";
import { startLasting } from "../harness/lasting-call.ts";
import { becomesSo, promptly, shortPause } from "../harness/promptly.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";

/** What becomes of a call that must not run on. */
export const stoppingCases: readonly ToolCase[] = [
  {
    name: "ends a call as soon as its signal aborts",
    needs: ["lasts"],
    async run(trial) {
      const lasting = await startLasting(trial, trial.home);
      assertPresentable(trial, await lasting.abort());
    },
  },
  {
    name: "does not begin a call whose signal has aborted",
    needs: ["lasts"],
    async run(trial) {
      const signal = AbortSignal.abort(new Error("The run was stopped"));
      const call = trial.home.call(trial.example("lasts"), { signal });
      await promptly(trial.patienceMs, "a call that was stopped before it began has ended", call);
    },
  },
  {
    name: "leaves nothing running of a call that was stopped",
    needs: ["lasts"],
    async run(trial) {
      const thread = trial.home;
      const lasting = await startLasting(trial, thread);
      await lasting.abort();
      assert.ok(await isIdle(trial), "Something runs on.");
      const shown = thread.shown.length;
      const made = thread.files.made.size;
      for (let pauses = 0; pauses < 10; pauses++) await shortPause();
      assert.equal(thread.shown.length, shown, "It shows output on and on.");
      assert.equal(thread.files.made.size, made, "It makes files on and on.");
    },
  },
  {
    name: "works on, on the same thread, after a call was stopped",
    needs: ["lasts"],
    async run(trial) {
      const lasting = await startLasting(trial, trial.home);
      await lasting.abort();
      await assertWorks(trial, trial.home);
    },
  },
  {
    name: "stops one call and no other",
    needs: ["lasts"],
    async run(trial) {
      const stopped = await startLasting(trial, trial.home);
      const other = await startLasting(trial, trial.neighbour);
      await stopped.abort();
      assert.equal(await Promise.race([other.ended(), shortPause()]), undefined, "Both stopped.");
      await other.abort();
    },
  },
  {
    name: "ends a call at its own time limit, tells the model, and works on",
    needs: ["overruns"],
    async run(trial) {
      assertFailed(trial, await answered(trial, trial.home, trial.example("overruns")));
      assert.ok(await isIdle(trial), "Something runs on.");
      await assertWorks(trial, trial.home);
    },
  },
];

function isIdle({ suite, patienceMs }: ToolTrial): Promise<boolean> {
  return becomesSo(patienceMs, async () => ((await suite.running?.()) ?? 0) === 0);
}
