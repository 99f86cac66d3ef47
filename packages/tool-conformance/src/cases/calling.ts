import assert from "node:assert/strict";
import { answered, assertPresentable, assertSucceeded, assertWorks } from "../expectations.ts";
import { otherToolName } from "../harness/other-tool.ts";
import { becomesSo, promptly } from "../harness/promptly.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";
import type { ToolExample } from "../tool-suite.ts";

/** What a tool does whose calls call other tools. */
export const callingCases: readonly ToolCase[] = [
  {
    name: "may make at least one call of other tools, if it may make any",
    async run({ tool: { callsTools }, suite }) {
      if (callsTools === undefined) return;
      assert.ok(Number.isSafeInteger(callsTools.maxCalls) && callsTools.maxCalls >= 1);
      const says = "A tool that calls others needs 'callsTool' in its suite.";
      assert.ok(suite.callsTool !== undefined, says);
    },
  },
  {
    name: "calls another tool with the arguments that it is told, and hears the answer",
    needs: ["callsTool"],
    async run(trial) {
      const { heard } = trial.home.otherTool;
      const before = heard.length;
      const answer = await answered(trial, trial.home, callOf(trial, "apple"));
      assertSucceeded(answer);
      assert.deepEqual(heard.slice(before), [{ word: "apple" }]);
      assert.ok(answer.text.includes("It heard apple."), `It did not hear: ${answer.text}`);
    },
  },
  {
    name: "survives that another tool fails, may not be called, or is not there",
    needs: ["callsTool"],
    async run(trial) {
      const missing = trial.suite.callsTool?.("no_such_tool", {}) ?? trial.suite.works;
      for (const example of [callOf(trial, "fail"), callOf(trial, "refuse"), missing]) {
        assertPresentable(trial, await answered(trial, trial.home, example));
      }
      await assertWorks(trial, trial.home);
    },
  },
  {
    name: "ends as soon as its signal aborts, while another tool runs",
    needs: ["callsTool"],
    async run(trial) {
      const { stop, ended } = await waitingCall(trial);
      stop();
      await promptly(trial.patienceMs, "a call whose signal aborted has ended", ended);
      await assertWorks(trial, trial.home);
    },
  },
  {
    name: "is as it was when a call of its waits for a person's word, if it says that it can be put back",
    needs: ["callsTool", "memory"],
    async run(trial) {
      const { home, memory, patienceMs } = trial;
      let putBack: (() => Promise<boolean>) | undefined;
      home.otherTool.allowRepeat = (given) => {
        putBack = given;
      };
      assertSucceeded(await answered(trial, home, memory.write("apple")));
      const waiting = await waitingCall(trial);
      waiting.stop();
      if (putBack !== undefined) {
        const done = await promptly(patienceMs, "what a call changed is put back", putBack());
        assert.equal(done, true);
      }
      await promptly(patienceMs, "a call that was put back has ended", waiting.ended);
      if (putBack !== undefined) {
        const { text } = await answered(trial, home, memory.read);
        assert.ok(text.includes("apple"), `It forgot what it knew: ${text}`);
        assertSucceeded(await answered(trial, home, callOf(trial, "pear")));
        assert.equal(await promptly(patienceMs, "what is over is not put back", putBack()), false);
      }
      delete home.otherTool.allowRepeat;
    },
  },
  {
    name: "does the same again when it is given the same answers, if it may be run again",
    needs: ["callsTool"],
    async run(trial) {
      if (trial.tool.callsTools?.repeatable !== true) return;
      const key = trial.thread().threadId;
      const outputs = [];
      for (let attempt = 0; attempt < 2; attempt++) {
        const options = { idempotencyKey: key, startedAt: 1_000 };
        outputs.push((await answered(trial, trial.home, callOf(trial, "pear"), options)).text);
      }
      assert.equal(outputs[1], outputs[0]);
      assert.deepEqual(trial.home.otherTool.heard.slice(-2), [{ word: "pear" }, { word: "pear" }]);
    },
  },
];

interface WaitingCall {
  readonly ended: Promise<unknown>;
  readonly stop: () => void;
}

/** @returns a call that waits for another tool, which never answers */
async function waitingCall(trial: ToolTrial): Promise<WaitingCall> {
  const aborter = new AbortController();
  const { heard } = trial.home.otherTool;
  const before = heard.length;
  let isOver = false;
  const call = trial.home.call(callOf(trial, "wait"), { signal: aborter.signal });
  const ended = call.finally(() => {
    isOver = true;
  });
  await becomesSo(trial.patienceMs, () => isOver || heard.length > before);
  assert.ok(!isOver && heard.length > before, "The other tool was not called.");
  return { ended, stop: () => aborter.abort(new Error("The run was stopped")) };
}

function callOf({ suite }: ToolTrial, word: string): ToolExample {
  assert.ok(suite.callsTool !== undefined, "The suite has no 'callsTool'.");
  return suite.callsTool(otherToolName, { word });
}
