import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionTool } from "@inhouse/core";
import { toolCall } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { expect, it } from "vitest";
import { ended } from "../testing/api.ts";
import { weather, world } from "../testing/world.ts";

it("takes the outputs behind a restart, and streams what follows from them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inhouse-dashscope-"));
  try {
    const before = world([toolCall("get_weather")], { runtime: { storage: lowdb(folder) } });
    const { id } = await before.client.json("POST", "/assistants", {
      model: "qwen-max",
      tools: [weather],
    });
    const thread = { messages: [{ role: "user", content: "Umbrella?" }] };
    const { frames } = await before.client.stream("/threads/runs", { assistant_id: id, thread });
    const run = JSON.parse(frames.at(-2)?.data ?? "");
    expect(run.status).toBe("requires_action");
    await before[Symbol.asyncDispose]();

    await using after = world(["It rains."], { runtime: { storage: lowdb(folder) } });
    const path = `/threads/${run.thread_id}/runs/${run.id}/submit_tool_outputs`;
    const more = await after.client.stream(path, { tool_outputs: [{ output: "Rain" }] });
    const names = more.frames.map((frame) => frame.event);
    expect([names[0], ...names.slice(-2)]).toEqual([
      "thread.run.step.completed",
      "thread.run.completed",
      "done",
    ]);
    const { data } = await after.client.json("GET", `/threads/${run.thread_id}/messages?limit=1`);
    expect(data[0]?.content).toMatchObject([{ text: { value: "It rains." } }]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const tool = { type: "function", function: { name: "pay" } };

it.each([
  [{ approved: true }, "paid"],
  [{ approved: false, reason: "Too dear." }, "The user did not allow this call. Too dear."],
])("takes a person's word on a call: %j", async (word, told) => {
  const pay = functionTool({
    name: "pay",
    description: "",
    needsApproval: true,
    execute: async () => "paid",
  });
  const outputs: string[] = [];
  const script = [
    toolCall("pay"),
    ({ toolResults }: { toolResults: readonly { text: string }[] }) => {
      outputs.push(...toolResults.map((result) => result.text));
      return "Done.";
    },
  ];
  await using w = world(script, { runtime: { tools: [pay] } });
  const { client } = w;
  const { id } = await client.json("POST", "/assistants", { model: "qwen-max", tools: [tool] });
  const thread = { messages: [{ role: "user", content: "Pay." }] };
  const run = await client.json("POST", "/threads/runs", { assistant_id: id, thread });
  const path = `/threads/${run.thread_id}/runs/${run.id}`;
  const { required_action } = await ended(client, path);
  const { submit_tool_outputs, inhouse_approvals } = required_action as {
    submit_tool_outputs: { tool_calls: readonly { id: string }[] };
    inhouse_approvals: readonly [{ tool_call_id: string; input_hash: string }];
  };
  expect(submit_tool_outputs.tool_calls.map((call) => call.id)).toEqual([
    inhouse_approvals[0].tool_call_id,
  ]);
  await client.json("POST", `${path}/submit_tool_outputs`, {
    approvals: [{ ...inhouse_approvals[0], ...word }],
  });
  expect((await ended(client, path)).status).toBe("completed");
  expect(outputs.join()).toContain(told);
});
