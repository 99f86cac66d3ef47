import { fail } from "@inhouse/model-scripted";
import { expect, it } from "vitest";
import { uiWorld } from "../test-support/ui-world.ts";

const message = { id: "m", role: "user", parts: [{ type: "text", text: "Hi" }] };

it.each([
  [undefined, ""],
  [[], ""],
  [{ messages: [message] }, "id"],
  [{ id: "", messages: [message] }, "id"],
  [{ id: "c" }, "messages"],
  [{ id: "c", messages: [] }, "messages"],
  [{ id: "c", messages: [null] }, "messages[0]"],
  [{ id: "c", messages: [{ ...message, role: "system" }] }, "messages[0].role"],
  [{ id: "c", messages: [{ ...message, id: 7 }] }, "messages[0].id"],
  [{ id: "c", messages: [{ ...message, parts: "x" }] }, "messages[0].parts"],
  [{ id: "c", messages: [{ ...message, parts: [7] }] }, "messages[0].parts[0]"],
  [{ id: "c", messages: [{ ...message, parts: [] }] }, "parts"],
  [{ id: "c", messages: [{ ...message, parts: [{ type: "text", text: " " }] }] }, "parts"],
  [{ id: "c", messages: [{ ...message, parts: [{ type: "text" }] }] }, "text"],
  [
    { id: "c", messages: [{ ...message, parts: [{ type: "file", url: "https://x.test/" }] }] },
    "url",
  ],
  [{ id: "c", messages: [message], trigger: "other" }, "trigger"],
])("refuses %j, naming the field, and stores nothing", async (body, param) => {
  const world = await uiWorld([]);
  const response = await world.post("/chat", body);
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as { error: { code: string; param: string | null } };
  expect(error).toMatchObject({ code: "invalid_input", param: param === "" ? null : param });
  expect((await world.inhouse.threads.list()).data).toEqual([]);
  expect((await world.inhouse.files.list()).data).toEqual([]);
});

it("knows what a chat that is not there can be asked", async () => {
  const world = await uiWorld([]);
  expect((await world.get("/chat/none/stream")).status).toBe(204);
  expect(await world.messages("none")).toEqual([]);
  expect((await world.get("/chat/none/messages?limit=0")).status).toBe(400);
  expect((await world.get("/files/file_none")).status).toBe(404);
  expect((await world.get("/chat")).status).toBe(405);
  expect((await world.get("/nowhere")).status).toBe(404);
});

it("tells a client of a failure, and nothing of what the provider said", async () => {
  const secret = "sk-secret at /home/me";
  const world = await uiWorld([fail({ status: 400, message: secret })]);
  const chat = world.chat({ id: "c" });
  await chat.sendMessage({ text: "Go" });
  expect(chat.status).toBe("error");
  expect(chat.error?.message).toBe("The model could not take this conversation.");
  expect(JSON.stringify(await world.messages("c"))).not.toContain("sk-secret");
});

it("resumes an answer that has just ended, and none that has ended long ago", async () => {
  const world = await uiWorld(["Hello."], { replayMs: 60_000 });
  await world.chat({ id: "c" }).sendMessage({ text: "Go" });
  expect(await (await world.get("/chat/c/stream")).text()).toContain("Hello.");
  const late = await uiWorld(["Hello."], { replayMs: 0 });
  await late.chat({ id: "c" }).sendMessage({ text: "Go" });
  expect((await late.get("/chat/c/stream")).status).toBe(204);
});
