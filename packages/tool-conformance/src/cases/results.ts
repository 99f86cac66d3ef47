import assert from "node:assert/strict";
import type { ToolResult } from "@inhouse/contracts";
import {
  answered,
  assertFailed,
  assertFilesExist,
  assertPresentable,
  assertWorks,
} from "../expectations.ts";
import type { ToolCase } from "../tool-case.ts";

/** What comes back from a call. */
export const resultCases: readonly ToolCase[] = [
  {
    name: "answers a call with a result that can be kept",
    async run(trial) {
      const { result } = await assertWorks(trial, trial.home);
      assertKeepable(result);
      await assertFilesExist(trial.home, result);
    },
  },
  {
    name: "leaves the entry that it is called for as it is",
    async run(trial) {
      const before = structuredClone(trial.definition);
      await assertWorks(trial, trial.home);
      trial.tool.functions(trial.definition);
      assert.deepEqual(trial.definition, before);
    },
  },
  {
    name: "tells the model in plain words why a call failed",
    needs: ["fails"],
    async run(trial) {
      const answer = await answered(trial, trial.home, trial.example("fails"));
      assertFailed(trial, answer);
      if (answer.result !== undefined) assertKeepable(answer.result);
      await assertWorks(trial, trial.home);
    },
  },
  {
    name: "shows nothing of the process that it runs in",
    async run(trial) {
      assertPresentable(trial, await assertWorks(trial, trial.home));
      for (const input of [null, {}, { path: "/", env: true }]) {
        assertPresentable(trial, await answered(trial, trial.home, { input }));
      }
    },
  },
  {
    name: "hands over no more output than fits",
    needs: ["floods"],
    async run(trial) {
      const { maxCharacters = 2_000_000 } = trial.suite;
      const thread = trial.home;
      const before = thread.shown.length;
      const answer = await answered(trial, thread, trial.example("floods"));
      const shown = thread.shown.slice(before).reduce((sum, { text }) => sum + text.length, 0);
      const { length } = JSON.stringify(answer.result ?? answer.text);
      assert.ok(length <= maxCharacters, `The result has ${length} characters.`);
      assert.ok(shown <= maxCharacters, `${shown} characters were shown while the call ran.`);
      await assertWorks(trial, thread);
    },
  },
];

const outputTypes = ["logs", "image", "file", "data"];

function assertKeepable(result: ToolResult | undefined): void {
  assert.ok(typeof result === "object" && result !== null, "The result is no object.");
  assert.equal(typeof result.output, "string");
  const { outputs = [], imageFileIds = [] } = result;
  // A `Date` or an `undefined` comes back as something else from a storage.
  assert.deepEqual(JSON.parse(JSON.stringify({ outputs, imageFileIds })), {
    outputs,
    imageFileIds,
  });
  for (const output of outputs) {
    assert.ok(outputTypes.includes(output.type), `There is no output '${output.type}'.`);
    if (output.type === "logs") assert.equal(typeof output.logs, "string");
  }
}
