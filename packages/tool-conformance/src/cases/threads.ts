import assert from "node:assert/strict";
import { answered, assertSucceeded } from "../expectations.ts";
import { orderly } from "../harness/promptly.ts";
import type { ToolThread } from "../harness/tool-thread.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import { someTenant } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";

/** What one thread, and one tenant, has of the tool. */
export const threadCases: readonly ToolCase[] = [
  {
    name: "remembers on a thread what was said on it",
    needs: ["memory"],
    async run(trial) {
      await write(trial, trial.home, "apple");
      await assertRemembers(trial, trial.home, "apple");
    },
  },
  {
    name: "keeps what was said on one thread from every other",
    needs: ["memory"],
    async run(trial) {
      await write(trial, trial.home, "cherry");
      await assertForgot(trial, trial.neighbour, "cherry");
      await write(trial, trial.neighbour, "pear");
      await assertRemembers(trial, trial.home, "cherry");
    },
  },
  {
    name: "keeps what one tenant said from another whose thread has the same id",
    needs: ["memory"],
    async run(trial) {
      await write(trial, trial.home, "plum");
      await assertForgot(trial, trial.thread("tenant_2", trial.home.threadId), "plum");
    },
  },
  {
    name: "takes no two pairs of tenant and thread for one",
    needs: ["memory"],
    async run(trial) {
      // Joined by a colon, by a slash or by nothing, all four are one.
      await write(trial, trial.thread("a", "b:c/d"), "apple");
      for (const [tenant, threadId] of [
        ["a:b", "c/d"],
        ["a/b:c", "d"],
        ["ab", ":c/d"],
      ]) {
        await assertForgot(trial, trial.thread(tenant, threadId), "apple");
      }
    },
  },
  {
    name: "works for tenants of any name",
    async run(trial) {
      for (const tenant of ["__proto__", "../../☃ \0"]) {
        assertSucceeded(await answered(trial, trial.thread(tenant), trial.suite.works));
      }
    },
  },
  {
    name: "forgets a thread that is deleted, and no other",
    needs: ["memory"],
    async run(trial) {
      await write(trial, trial.neighbour, "apple");
      await write(trial, trial.home, "pear");
      await forget(trial, trial.neighbour);
      await assertForgot(trial, trial.neighbour, "apple");
      await assertRemembers(trial, trial.home, "pear");
    },
  },
  {
    name: "forgets threads that it does not know, and those that it forgot",
    async run(trial) {
      const thread = trial.thread();
      await forget(trial, thread);
      await forget(trial, thread);
      assertSucceeded(await answered(trial, trial.home, trial.suite.works));
    },
  },
];

async function write(trial: ToolTrial, thread: ToolThread, word: string): Promise<void> {
  assertSucceeded(await answered(trial, thread, trial.memory.write(word)));
}

async function assertRemembers(trial: ToolTrial, thread: ToolThread, word: string): Promise<void> {
  const answer = await answered(trial, thread, trial.memory.read);
  assert.ok(answer.text.includes(word), `'${word}' is not remembered: ${answer.text}`);
}

async function assertForgot(trial: ToolTrial, thread: ToolThread, word: string): Promise<void> {
  const answer = await answered(trial, thread, trial.memory.read);
  assert.ok(!answer.text.includes(word), `'${word}' of another thread is known: ${answer.text}`);
}

function forget({ tool, patienceMs }: ToolTrial, { threadId }: ToolThread): Promise<void> {
  const what = "the thread is forgotten";
  return orderly(patienceMs, what, () => tool.forgetThread?.(someTenant, threadId));
}
