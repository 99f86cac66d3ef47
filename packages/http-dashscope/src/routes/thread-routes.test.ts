import { describe, expect, it } from "vitest";
import { milliseconds, requestId, upload, wireId } from "../testing/api.ts";
import { storages, world } from "../testing/world.ts";

describe.each(storages)("on $name", ({ open }) => {
  it("answers all endpoints of threads, messages and their files", async () => {
    await using opened = await open();
    await using w = world([], { runtime: { storage: opened.storage } });
    const { client } = w;
    const fileId = await upload(w.fetch, "a,b");
    const thread = await client.json("POST", "/threads", {
      messages: [{ role: "user", content: "Hello", file_ids: [fileId], metadata: { a: "b" } }],
      metadata: { chat: "1" },
    });
    expect(thread).toEqual({
      id: wireId("thread"),
      object: "thread",
      created_at: milliseconds,
      metadata: { chat: "1" },
      request_id: requestId,
    });
    const path = `/threads/${thread.id}`;
    expect(await client.json("GET", path)).toMatchObject({ id: thread.id });
    expect(await client.json("POST", path, { metadata: null })).toMatchObject({
      metadata: { chat: "1" },
    });
    expect(await client.json("POST", path, { metadata: { chat: "2" } })).toMatchObject({
      metadata: { chat: "2" },
    });

    const message = await client.json("POST", `${path}/messages`, { content: "Again" });
    expect(message).toEqual({
      id: wireId("message"),
      object: "thread.message",
      created_at: milliseconds,
      thread_id: thread.id,
      role: "user",
      status: "completed",
      content: [{ type: "text", text: { value: "Again", annotations: [] } }],
      assistant_id: "",
      run_id: "",
      file_ids: [],
      metadata: {},
      completed_at: milliseconds,
      incomplete_at: null,
      incomplete_details: null,
      request_id: requestId,
    });
    const one = `${path}/messages/${message.id}`;
    expect(await client.json("GET", one)).toMatchObject({ id: message.id });
    expect(await client.json("POST", one, { metadata: null })).toMatchObject({ metadata: {} });
    expect(await client.json("POST", one, { metadata: { k: "v" } })).toMatchObject({
      metadata: { k: "v" },
    });
    const list = await client.json("GET", `${path}/messages`);
    expect(list.data.map((item) => item.content)).toEqual([
      [{ type: "text", text: { value: "Again", annotations: [] } }],
      [{ type: "text", text: { value: "Hello", annotations: [] } }],
    ]);
    const first = list.data[1];
    expect(first).toMatchObject({ file_ids: [fileId], metadata: { a: "b" } });
    const files = `${path}/messages/${first?.id}/files`;
    const file = {
      id: fileId,
      object: "thread.message.file",
      created_at: milliseconds,
      message_id: first?.id,
    };
    expect(await client.json("GET", files)).toMatchObject({ data: [file], has_more: false });
    expect(await client.json("GET", `${files}/${fileId}`)).toMatchObject(file);
    await client.json("GET", `${one}/files/${fileId}`, undefined, 404);
    expect(await client.json("DELETE", path)).toEqual({
      id: thread.id,
      object: "thread.deleted",
      deleted: true,
      request_id: requestId,
    });
    await client.json("GET", one, undefined, 404);
  });
});
