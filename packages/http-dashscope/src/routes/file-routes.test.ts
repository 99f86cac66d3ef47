import { describe, expect, it } from "vitest";
import { requestId, upload } from "../testing/api.ts";
import { storages, world } from "../testing/world.ts";

describe.each(storages)("on $name", ({ open }) => {
  it("answers all endpoints of files", async () => {
    await using opened = await open();
    await using w = world([], { runtime: { storage: opened.storage } });
    const { client } = w;
    const ids = [await upload(w.fetch, "one"), await upload(w.fetch, "two!")];
    const file = {
      file_id: ids[0],
      name: "sales.csv",
      description: "Sales",
      size: 3,
      gmt_create: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    };
    expect(await client.json("GET", `/files/${ids[0]}`)).toEqual({
      data: file,
      request_id: requestId,
    });
    expect(await client.json("GET", "/files?page_no=2&page_size=1")).toEqual({
      data: { total: 2, page_no: 2, page_size: 1, files: [file] },
      request_id: requestId,
    });
    const content = await client.send("GET", `/files/${ids[1]}/content`);
    expect([content.text, content.headers.get("content-disposition")]).toEqual([
      "two!",
      "attachment",
    ]);
    expect(await client.json("DELETE", `/files/${ids[0]}`)).toEqual({ request_id: requestId });
    await client.json("GET", `/files/${ids[0]}`, undefined, 404);
  });
});
