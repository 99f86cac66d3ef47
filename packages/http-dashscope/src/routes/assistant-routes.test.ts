import { describe, expect, it } from "vitest";
import { toCoreId } from "../ids/wire-id.ts";
import { milliseconds, requestId, upload, wireId } from "../testing/api.ts";
import { storages, weather, world } from "../testing/world.ts";

describe.each(storages)("on $name", ({ open }) => {
  it("answers all endpoints of assistants and their files", async () => {
    await using opened = await open();
    await using w = world([], { runtime: { storage: opened.storage } });
    const { client } = w;
    const created = await client.json("POST", "/assistants", {
      model: "qwen-max",
      name: "Ann",
      description: null,
      instructions: "Be brief.",
      tools: [weather],
      file_ids: [],
      metadata: { team: "a" },
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 100,
    });
    expect(created).toEqual({
      id: wireId("asst"),
      object: "assistant",
      created_at: milliseconds,
      model: "qwen-max",
      name: "Ann",
      description: "",
      instructions: "Be brief.",
      tools: [weather],
      file_ids: [],
      metadata: { team: "a" },
      temperature: 0.5,
      top_p: 0.9,
      top_k: 40,
      max_tokens: 100,
      request_id: requestId,
    });
    const path = `/assistants/${created.id}`;
    const same = { ...created, request_id: requestId };
    expect(await client.json("GET", path)).toEqual(same);

    const fileId = await upload(w.fetch, "a,b");
    const attached = await client.json("POST", `${path}/files`, { file_id: fileId });
    expect(attached).toEqual({
      id: wireId("file"),
      object: "assistant.file",
      created_at: milliseconds,
      assistant_id: created.id,
      request_id: requestId,
    });
    // What the SDK sends with every update, whatever its caller gave.
    const nothing = { file_ids: [], metadata: null, name: null, tools: undefined };
    expect(await client.json("POST", path, nothing)).toEqual({ ...same, file_ids: [fileId] });
    expect(await client.json("POST", path, { tools: [], top_k: 7 })).toMatchObject({
      tools: [],
      top_k: 7,
      max_tokens: 100,
      file_ids: [fileId],
    });
    const files = await client.json("GET", `${path}/files`);
    expect(files).toMatchObject({ first_id: fileId, last_id: fileId, has_more: false });
    expect(await client.json("GET", `${path}/files/${fileId}`)).toEqual({
      ...attached,
      request_id: requestId,
    });
    expect(await client.json("DELETE", `${path}/files/${fileId}`)).toEqual({
      id: fileId,
      object: "assistant.file.deleted",
      deleted: true,
      request_id: requestId,
    });
    await client.json("GET", `${path}/files/${fileId}`, undefined, 404);

    const second = await client.json("POST", "/assistants", { model: "qwen-max" });
    expect(await client.json("GET", "/assistants?limit=1&order=asc")).toMatchObject({
      object: "list",
      data: [{ id: created.id }],
      first_id: created.id,
      last_id: created.id,
      has_more: true,
      request_id: requestId,
    });
    const next = await client.json("GET", `/assistants?order=asc&after=${created.id}&before=`);
    expect(next.data.map((one) => one.id)).toEqual([second.id]);
    expect(await client.json("DELETE", path)).toEqual({
      id: created.id,
      object: "assistant.deleted",
      deleted: true,
      request_id: requestId,
    });
    await client.json("GET", path, undefined, 404);
  });
});

it("takes the library's own ids", async () => {
  await using w = world([]);
  const { id } = await w.inhouse.assistants.create({ model: "qwen-max" });
  expect(await w.client.json("GET", `/assistants/${id}`)).toMatchObject({ id: wireId("asst") });
  const { data } = await w.client.json("GET", "/assistants");
  expect(toCoreId(data[0]?.id ?? "")).toBe(id);
});

it("loses no file when several are attached at once", async () => {
  await using w = world([]);
  const { client } = w;
  const files = await Promise.all(["a", "b", "c", "d"].map((text) => upload(w.fetch, text)));
  const { id } = await client.json("POST", "/assistants", { model: "qwen-max" });
  const attached = files.map((file_id) =>
    client.json("POST", `/assistants/${id}/files`, { file_id }),
  );
  const refused = client.json("POST", `/assistants/${id}/files`, { file_id: "file_x" }, 404);
  await Promise.all([...attached, refused]);
  const { file_ids } = await client.json("GET", `/assistants/${id}`);
  expect([...(file_ids as string[])].sort()).toEqual(files.sort());
});
