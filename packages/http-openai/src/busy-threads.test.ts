import { hang, text } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import type { World } from "./testing/world.ts";
import { createWorld } from "./testing/world.ts";

async function post(world: World, path: string, body: object): Promise<{ readonly id: string }> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await world.fetch(`${world.baseURL}${path}`, init);
  return (await response.json()) as { readonly id: string };
}

describe("an active run", () => {
  it("can be waited for, or interrupted, where the caller says so", async () => {
    await using world = await createWorld(({ lastUserText }) =>
      lastUserText === "Hi" ? [text("So"), hang()] : "Fine.",
    );
    const { id } = await world.inhouse.assistants.create({ model: "demo" });
    const thread = await world.inhouse.threads.create({ messages: [{ content: "Hi" }] });
    const path = `/threads/${thread.id}/runs`;
    const first = await post(world, path, { assistant_id: id });
    const queue = {
      assistant_id: id,
      when_busy: "queue",
      additional_messages: [{ role: "user" as const, content: "More" }],
    };
    expect(await post(world, path, queue)).toMatchObject({ status: "queued" });
    const interrupt = { ...queue, when_busy: "interrupt" };
    const third = await post(world, path, interrupt);
    expect((await world.inhouse.runs.wait(third.id)).status).toBe("completed");
    expect((await world.inhouse.runs.retrieve(first.id)).status).toBe("cancelled");
  });
});
