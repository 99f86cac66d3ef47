import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionTool } from "@inhouse/core";
import { delay, toolCall } from "@inhouse/model-scripted";
import { lowdb } from "@inhouse/storage-lowdb";
import { memoryStorage } from "@inhouse/storage-memory";
import type { UIMessage } from "ai";
import { expect, it } from "vitest";
import { Gates } from "../test-support/gates.ts";
import { uiWorld } from "../test-support/ui-world.ts";

function texts(messages: readonly UIMessage[]): readonly string[] {
  return messages.map(({ parts }) =>
    parts.map((part) => (part.type === "text" ? part.text : "")).join(""),
  );
}

it("finds the chats of its clients again after a restart", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inhouse-ui-"));
  try {
    const first = await uiWorld(["One."], { storage: lowdb(folder) });
    await first.chat({ id: "my chat/1" }).sendMessage({ text: "Go" });
    await first.inhouse.close();

    const second = await uiWorld(["Two."], { storage: lowdb(folder) });
    const messages = await second.messages("my chat/1");
    expect(texts(messages)).toEqual(["Go", "One."]);
    const chat = second.chat({ id: "my chat/1", messages });
    await chat.sendMessage({ text: "And?" });
    expect(texts(await second.messages("my chat/1"))).toEqual(["Go", "One.", "And?", "Two."]);
    expect((await second.inhouse.threads.list()).data).toHaveLength(1);
    await second.inhouse.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("takes a thread's id for that thread, and makes none up", async () => {
  const world = await uiWorld(["One."]);
  const thread = await world.inhouse.threads.create();
  await world.chat({ id: thread.id }).sendMessage({ text: "Go" });
  expect(texts(await world.messages(thread.id))).toEqual(["Go", "One."]);
  const unknown = world.chat({ id: `thread_${"A".repeat(24)}` });
  await unknown.sendMessage({ text: "Go" });
  expect(unknown.error?.message).toContain("No thread found");
});

it("shows calls that code made beside the code's", async () => {
  const look = functionTool({ name: "look", description: "", execute: () => "seen" });
  const code = functionTool({
    name: "code",
    description: "",
    callsTools: { maxCalls: 1 },
    execute: async (_, { tools }) => (await tools.call("look", { at: 1 })).output,
  });
  const world = await uiWorld([toolCall("code", {}), "Done."], { tools: [code, look] });
  const tools = ["code", "look"].map((name) => ({ type: "function", function: { name } }) as const);
  await world.inhouse.assistants.update(world.assistantId, { tools });
  const chat = world.chat({ id: "code" });
  await chat.sendMessage({ text: "Go" });
  const parts = chat.messages.at(-1)?.parts.filter((part) => "toolCallId" in part) ?? [];
  expect(parts).toMatchObject([
    { type: "tool-code", state: "output-available", output: "seen" },
    {
      type: "tool-look",
      state: "output-available",
      input: { at: 1 },
      output: "seen",
      callProviderMetadata: { inhouse: { parentId: parts[0]?.toolCallId } },
    },
  ]);
  // What is read again is the same.
  expect((await world.messages("code")).at(-1)?.parts).toEqual(chat.messages.at(-1)?.parts);
});

it("begins a chat once, however often it is sent to at once", async () => {
  const world = await uiWorld(["One.", "Two."], { whenBusy: "queue" });
  await Promise.all([
    world.chat({ id: "same" }).sendMessage({ text: "A" }),
    world.chat({ id: "same" }).sendMessage({ text: "B" }),
  ]);
  expect((await world.inhouse.threads.list()).data).toHaveLength(1);
  expect(await world.messages("same")).toHaveLength(4);
});

it("keeps the chats of tenants apart, also where they have the same id", async () => {
  const world = await uiWorld(["Never."], {
    authenticate: (request) => request.headers.get("x-tenant"),
    assistant: async ({ tenant }) => {
      const { assistants } = world.inhouse.forTenant(tenant);
      return (await assistants.create({ model: "demo", name: tenant })).id;
    },
  });
  const message = { id: "m", role: "user", parts: [{ type: "text", text: "Secret" }] };
  const send = (tenant: string, path: string, body?: unknown): Promise<Response> =>
    world.fetch(`http://inhouse.test/ui${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "x-tenant": tenant, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  expect((await send("a", "/chat", { id: "chat", messages: [message] })).status).toBe(200);
  expect(await (await send("b", "/chat/chat/messages")).json()).toEqual({
    messages: [],
    before: null,
  });
  expect((await send("b", "/chat/chat/stream")).status).toBe(204);
  expect(await (await send("b", "/chat/chat/stop", {})).json()).toEqual({ stopped: false });
  const [thread] = (await world.inhouse.forTenant("a").threads.list()).data;
  const own = await (await send("b", `/chat/${thread?.id}/messages`)).json();
  expect(own).toEqual({ messages: [], before: null });
  expect((await world.get("/chat/chat/messages")).status).toBe(401);
});

it("stop stops the answer, and what was written stays", async () => {
  const gates = new Gates();
  const world = await uiWorld([["Once upon a time", delay(1), "Never."]], { sleep: gates.sleep });
  const chat = world.chat({ id: "long" });
  const sent = chat.sendMessage({ text: "Go" });
  await expect.poll(() => texts(chat.messages)[1]).toBe("Once upon a time");
  expect(await (await world.post("/chat/long/stop", {})).json()).toEqual({ stopped: true });
  await sent;
  expect(chat.status).toBe("ready");
  expect(chat.lastMessage?.metadata).toMatchObject({ status: "cancelled" });
  expect(await world.messages("long")).toEqual(chat.transcript);
  expect(texts(chat.messages)[1]).toBe("Once upon a time");
  expect(await (await world.post("/chat/long/stop", {})).json()).toEqual({ stopped: false });
});

it("a message interrupts the answer to the one before, and the order stays", async () => {
  const gates = new Gates();
  const world = await uiWorld([["Once", delay(1), "Never."], "Hello."], { sleep: gates.sleep });
  const chat = world.chat({ id: "busy" });
  const sent = chat.sendMessage({ text: "A tale" });
  await expect.poll(() => texts(chat.messages)[1]).toBe("Once");
  await chat.stop();
  await sent;
  await chat.sendMessage({ text: "No, say hello" });
  expect(texts(chat.messages)).toEqual(["A tale", "Once", "No, say hello", "Hello."]);
  expect(texts(await world.messages("busy"))).toEqual(texts(chat.messages));
});

it("answers a message again, and another one in its place, and the old answers are gone", async () => {
  const world = await uiWorld([
    [toolCall("ours")],
    "First.",
    "Second.",
    ({ lastUserText }) => `You said ${lastUserText}.`,
    "More.",
  ]);
  const chat = world.chat({ id: "again" });
  await chat.sendMessage({ text: "Go" });
  await chat.regenerate();
  expect(texts(chat.messages)).toEqual(["Go", "Second."]);
  expect(await world.messages("again")).toEqual(chat.transcript);
  const messageId = chat.messages[0]?.id ?? "";
  await chat.sendMessage({ text: "Stay", messageId });
  expect(texts(chat.messages)).toEqual(["Stay", "You said Stay."]);
  expect(await world.messages("again")).toEqual(chat.transcript);
  await chat.sendMessage({ text: "And?" });
  expect(await world.messages("again")).toEqual(chat.transcript);
});

it("a message that is sent twice is answered once", async () => {
  const world = await uiWorld(["Once."]);
  const message = { id: "m1", role: "user", parts: [{ type: "text", text: "Hi" }] };
  const first = await (await world.post("/chat", { id: "c", messages: [message] })).text();
  const second = await (await world.post("/chat", { id: "c", message })).text();
  expect(second).toContain("Once.");
  expect(first.slice(0, 80)).toBe(second.slice(0, 80));
  expect(await world.messages("c")).toHaveLength(2);
});

it("loads a long chat page by page, each answer once", async () => {
  const world = await uiWorld(["A.", [toolCall("ours")], "B.", "C."], { storage: memoryStorage() });
  const chat = world.chat({ id: "pages" });
  for (const text of ["a", "b", "c"]) await chat.sendMessage({ text });
  const pages: unknown[] = [];
  let before: string | null = "";
  while (before !== null) {
    const query: string = before === "" ? "" : `&before=${before}`;
    const response = await world.get(`/chat/pages/messages?limit=2${query}`);
    const page = (await response.json()) as { messages: unknown[]; before: string | null };
    pages.unshift(...page.messages);
    before = page.before;
  }
  expect(pages).toEqual(chat.transcript);
});
