import type { Tool } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";

const secret = "hunter2";

/** A tool whose entries carry a secret, and which keeps what it is for by heart. */
function vault(): { readonly tool: Tool; readonly used: string[] } {
  const kept = new Map<string, string>();
  const used: string[] = [];
  const tool: Tool = {
    type: "vault",
    functions: () => [{ name: "open", description: "", parameters: { type: "object" } }],
    async execute({ definition }) {
      const { key } = definition as unknown as { readonly key: string };
      used.push(kept.get(key) ?? "");
      return { output: "opened" };
    },
    async sealDefinition(definition, tenant) {
      const { key } = definition as unknown as { readonly key: string };
      if (key === "") {
        throw new InvalidInputError({ param: "key", expected: "a key", received: "''" });
      }
      if (kept.has(key)) return definition;
      const mark = `${tenant}/${kept.size}`;
      kept.set(mark, key);
      return { ...definition, key: mark };
    },
  };
  return { tool, used };
}

it("stores and shows what a tool makes of its entry, and hands it that", async () => {
  const { tool, used } = vault();
  const models = { demo: scriptedModel([toolCall("open", {}), "Done."]) };
  await using root = createRuntime({ models, storage: memoryStorage(), tools: [tool] });
  const inhouse = root.forTenant("a");
  const entry = { type: "vault", key: secret };
  const created = await inhouse.assistants.create({ model: "demo", tools: [entry] });
  expect(created.tools).toEqual([{ type: "vault", key: "a/0" }]);
  const updated = await inhouse.assistants.update(created.id, { tools: [entry] });
  expect(updated.tools).toEqual([{ type: "vault", key: "a/1" }]);
  const thread = await inhouse.threads.create();
  await inhouse.messages.create(thread.id, { content: "Open it." });
  const tools = [entry];
  const run = await inhouse.runs.create(thread.id, { assistantId: created.id, tools });
  const seen: unknown[] = [created, updated, run];
  for await (const event of inhouse.runs.stream(run.id)) seen.push(event);
  seen.push(await inhouse.runs.wait(run.id), (await inhouse.runs.steps.list(run.id)).data);
  expect(used).toEqual([secret]);
  expect(JSON.stringify(seen)).not.toContain(secret);
});

it("names the entry that a tool refuses to seal", async () => {
  const models = { demo: scriptedModel([]) };
  const storage = memoryStorage();
  await using inhouse = createRuntime({ models, storage, tools: [vault().tool] });
  const creating = inhouse.assistants.create({
    model: "demo",
    tools: [
      { type: "vault", key: "a" },
      { type: "vault", key: "" },
    ],
  });
  await expect(creating).rejects.toMatchObject({ param: expect.stringMatching(/^tools\[1\]/) });
});
