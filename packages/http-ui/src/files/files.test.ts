import type { TurnRequest } from "@inhouse/model-scripted";
import { file } from "@inhouse/model-scripted";
import { expect, it } from "vitest";
import { uiWorld } from "../test-support/ui-world.ts";

const png = `data:image/png;base64,${Buffer.from([1, 2, 3]).toString("base64")}`;

it("a file that comes with a message is kept, shown to the model, and loaded by its address", async () => {
  const prompts: string[] = [];
  const world = await uiWorld(({ prompt }: TurnRequest) => {
    prompts.push(JSON.stringify(prompt));
    return "Nice.";
  });
  const chat = world.chat({ id: "c" });
  const files = [{ type: "file" as const, mediaType: "image/png", filename: "a.png", url: png }];
  await chat.sendMessage({ text: "Look", files });
  expect(chat.error).toBeUndefined();
  expect(prompts[0]).toContain("image/png");
  const [user] = await world.messages("c");
  const [image] = user?.parts ?? [];
  expect(image).toMatchObject({ type: "file", mediaType: "image/png", filename: "a.png" });
  const url = (image as { url: string }).url;
  const response = await world.fetch(`http://inhouse.test${url}`);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));

  await chat.sendMessage({ text: "Again", files: [{ ...files[0], url } as (typeof files)[0]] });
  expect((await world.inhouse.files.list()).data).toHaveLength(1);
});

it("a file of the model is a part of the answer, and its content is served", async () => {
  const world = await uiWorld([[file("image/png", new Uint8Array([9, 8]))]]);
  const chat = world.chat({ id: "c" });
  await chat.sendMessage({ text: "Draw" });
  const part = chat.lastMessage?.parts.find(({ type }) => type === "file") as { url: string };
  expect(part).toMatchObject({
    mediaType: "image/png",
    url: expect.stringMatching(/^\/ui\/files\/file_/),
  });
  const response = await world.fetch(`http://inhouse.test${part.url}`);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("content-disposition")).toMatch(/^inline/);
});

it("a file that could hold a script is saved, and not shown", async () => {
  const world = await uiWorld([]);
  for (const mediaType of ["text/html", "image/svg+xml", "application/pdf", "text/xml"]) {
    const filename = 'a"\n\u00e9.html';
    const content = "<script>alert(1)</script>";
    const { id } = await world.inhouse.files.create({ filename, content, mediaType });
    const { headers } = await world.get(`/files/${id}`);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  }
});

it("files of a message that comes to nothing are deleted", async () => {
  const world = await uiWorld([], { assistant: "asst_none" });
  const parts = [{ type: "file", mediaType: "image/png", url: png }];
  const response = await world.post("/chat", {
    id: "c",
    messages: [{ id: "m", role: "user", parts }],
  });
  expect(response.status).toBe(404);
  expect((await world.inhouse.files.list()).data).toEqual([]);
  expect((await world.inhouse.threads.list()).data).toEqual([]);
});
