import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withIdleRuntime } from "./idle-runtime.ts";

test("runs are left to those who have their models and tools", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inhouse-idle-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const address = { kind: "lowdb", folder: join(folder, "data") } as const;
  const noTools = async () => [];
  const id = await withIdleRuntime({ address, isOld: false }, noTools, async (inhouse) => {
    const { id: assistantId } = await inhouse.assistants.create({ model: "gpt-5" });
    const thread = { messages: [{ content: "Hello" }] };
    return (await inhouse.runs.createThreadAndRun({ assistantId, thread })).id;
  });
  // One that answers would have it fail at once, since no model here says a word: on this storage the sweeper looks right away.
  await withIdleRuntime({ address, isOld: true }, noTools, async ({ runs }) => {
    const waiting = runs.wait(id, { signal: AbortSignal.timeout(300) });
    await expect(waiting).rejects.toThrow(/timeout/i);
    expect((await runs.retrieve(id)).status).toBe("queued");
  });
});
