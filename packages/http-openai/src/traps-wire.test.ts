import { toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { begin, frames } from "./testing/traps.ts";
import { createWorld } from "./testing/world.ts";

const call = toolCall("look_up", { word: "a" });

describe("the traps of the wire", () => {
  it("3: every frame has a name", async () => {
    await using world = await createWorld(["Hi."]);
    const { thread, ...body } = await begin(world);
    for (const [event] of await frames(world, `/threads/${thread}/runs`, body)) {
      expect(event).toMatch(/^(thread\.|done$)/);
    }
  });

  it("6: parallel calls have ids of their own, told once, and do not interleave", async () => {
    await using world = await createWorld([[call, call, call]]);
    const { thread, ...body } = await begin(world);
    const deltas = (await frames(world, `/threads/${thread}/runs`, body))
      .filter(([event]) => event === "thread.run.step.delta")
      .map(([, data]) => (data as DeltaBody).delta.step_details.tool_calls[0]);
    const ids = deltas.flatMap((delta) => delta?.id ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
    expect(deltas.filter((delta) => delta?.function?.name !== undefined)).toHaveLength(3);
    const indexes = deltas.map((delta) => delta?.index ?? -1);
    expect(indexes).toEqual(indexes.toSorted());
  });

  it("8: times are whole seconds, in answers and in events", async () => {
    await using world = await createWorld(["Hi."]);
    const { thread, ...body } = await begin(world);
    const now = Date.now() / 1_000;
    const all = await frames(world, `/threads/${thread}/runs`, body);
    const times = JSON.stringify(all).matchAll(/"(\w+_at)":([^,}]*)/g);
    let seen = 0;
    for (const [, , value] of times) {
      if (value === "null") continue;
      seen += 1;
      expect(value).toMatch(/^\d{10}$/);
      expect(Math.abs(Number(value) - now)).toBeLessThan(3_600);
    }
    expect(seen).toBeGreaterThan(10);
  });

  it("12: pages say whether there are more, and those before a cursor lie next to it", async () => {
    await using world = await createWorld([]);
    const { threads } = world.openai.beta;
    const messages = ["1", "2", "3", "4", "5"].map((content) => ({
      role: "user" as const,
      content,
    }));
    const thread = await threads.create({ messages });
    const all = (await threads.messages.list(thread.id, { order: "asc" })).data;
    const before = { order: "asc" as const, limit: 2, before: all[4]?.id ?? "" };
    const page = await threads.messages.list(thread.id, before);
    expect(page.data).toEqual(all.slice(2, 4));
    const get = async (path: string): Promise<unknown> =>
      (await world.fetch(`${world.baseURL}${path}`)).json();
    expect(await get(`/threads/${thread.id}/messages?limit=5`)).toMatchObject({
      object: "list",
      first_id: all[4]?.id,
      last_id: all[0]?.id,
      has_more: false,
    });
    const empty = { object: "list", data: [], first_id: null, last_id: null, has_more: false };
    expect(await get("/assistants")).toEqual(empty);
    const wrong = threads.messages.list(thread.id, { after: "msg_x" });
    await expect(wrong).rejects.toMatchObject({ status: 400, param: "after" });
    const tooMany = threads.messages.list(thread.id, { limit: 101 });
    await expect(tooMany).rejects.toMatchObject({
      message:
        "400 Invalid 'limit': integer above maximum value. Expected a value <= 100, but got 101 instead.",
    });
  });

  it("14: changes touch metadata alone, and what is deleted is gone", async () => {
    await using world = await createWorld(["Hi."]);
    const { thread, ...body } = await begin(world);
    const { threads } = world.openai.beta;
    const run = await threads.runs.createAndPoll(thread, body);
    const at = { thread_id: thread };
    const { metadata: _, ...rest } = await threads.runs.update(run.id, {
      ...at,
      metadata: { a: "1" },
    });
    expect({ ...rest, metadata: {} }).toEqual(run);
    const kept = await threads.runs.update(run.id, at);
    expect(kept.metadata).toEqual({ a: "1" });
    const [message] = (await threads.messages.list(thread)).data;
    const content = threads.messages.update(message?.id ?? "", { ...at, content: "x" } as never);
    await expect(content).rejects.toMatchObject({ code: "unknown_parameter", param: "content" });
    await threads.delete(thread);
    for (const gone of [
      threads.delete(thread),
      threads.messages.list(thread),
      threads.messages.retrieve(message?.id ?? "", at),
      threads.runs.retrieve(run.id, at),
    ]) {
      await expect(gone).rejects.toMatchObject({ status: 404 });
    }
  });

  it("14: objects of one thread are none of another's", async () => {
    await using world = await createWorld(["Hi."]);
    const { thread, ...body } = await begin(world);
    const { threads } = world.openai.beta;
    const run = await threads.runs.createAndPoll(thread, body);
    const [message] = (await threads.messages.list(thread)).data;
    const at = { thread_id: (await threads.create()).id };
    const [step] = (await threads.runs.steps.list(run.id, { thread_id: thread })).data;
    for (const strange of [
      threads.runs.retrieve(run.id, at),
      threads.runs.cancel(run.id, at),
      threads.runs.steps.list(run.id, at),
      threads.runs.steps.retrieve(step?.id ?? "", { ...at, run_id: run.id }),
      threads.messages.retrieve(message?.id ?? "", at),
      threads.messages.delete(message?.id ?? "", at),
    ]) {
      await expect(strange).rejects.toMatchObject({ status: 404 });
    }
  });

  it("15: every refusal is in the envelope, and a thread called `runs` is none", async () => {
    await using world = await createWorld(["Hi."]);
    const { assistant_id } = await begin(world);
    expect(await world.openai.beta.threads.createAndRun({ assistant_id })).toMatchObject({
      object: "thread.run",
    });
    const json = { "content-type": "application/json" };
    const requests: [string, RequestInit, number][] = [
      ["/nothing", {}, 404],
      ["/assistants", { method: "PUT" }, 405],
      ["/threads", { method: "POST", body: "{", headers: json }, 400],
      ["/threads", { method: "POST", body: "[]", headers: json }, 400],
      ["/threads", { method: "POST", body: "{}", headers: { "content-type": "text/plain" } }, 415],
      ["/files", { method: "POST", body: "{}", headers: json }, 415],
      ["/threads/runs", { method: "POST", body: "{}", headers: json }, 400],
      ["/vector_stores", {}, 400],
      ["/vector_stores/vs_1/files", { method: "POST" }, 400],
    ];
    for (const [path, init, status] of requests) {
      const response = await world.fetch(`${world.baseURL}${path}`, init);
      expect([path, response.status]).toEqual([path, status]);
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      expect(Object.keys(error).toSorted()).toEqual(["code", "message", "param", "type"]);
      expect(error.type).toBe("invalid_request_error");
    }
  });
});

interface DeltaBody {
  readonly delta: {
    readonly step_details: {
      readonly tool_calls: readonly {
        readonly index: number;
        readonly id?: string;
        readonly function?: { readonly name?: string };
      }[];
    };
  };
}
