import assert from "node:assert/strict";
import { answered, assertSucceeded } from "../expectations.ts";
import type { ToolCase } from "../tool-case.ts";

/** What becomes of a call whose process died, when it is made again. */
export const crashCases: readonly ToolCase[] = [
  {
    name: "says what its calls do, if they may be made again after a crash",
    async run({ tool, suite }) {
      if (tool.afterCrash !== "retry") return;
      const says = "A tool whose calls may be made again needs 'effects' in its suite.";
      assert.ok(suite.effects !== undefined, says);
    },
  },
  {
    name: "takes effect once for each idempotency key, if calls may be made again after a crash",
    needs: ["effects"],
    async run(trial) {
      if (trial.tool.afterCrash !== "retry") return;
      const { call, count } = trial.effects;
      const thread = trial.home;
      const before = await count();
      const key = `${trial.thread().threadId}:first`;
      for (let attempt = 0; attempt < 2; attempt++) {
        assertSucceeded(await answered(trial, thread, call, { idempotencyKey: key }));
      }
      assert.equal((await count()) - before, 1, "The same call took effect twice, or never.");
    },
  },
  {
    name: "takes effect again for another idempotency key",
    needs: ["effects"],
    async run(trial) {
      const { call, count } = trial.effects;
      const thread = trial.home;
      const before = await count();
      for (const idempotencyKey of ["a", "b"].map((end) => `${trial.thread().threadId}:${end}`)) {
        assertSucceeded(await answered(trial, thread, call, { idempotencyKey }));
      }
      assert.equal((await count()) - before, 2, "Two calls are not two effects.");
    },
  },
  {
    name: "knows whether a call needs approval",
    async run(trial) {
      const call = trial.home.invocation(trial.suite.works);
      const needs = await trial.tool.needsApproval?.(call);
      assert.ok(needs === undefined || typeof needs === "boolean");
    },
  },
];
