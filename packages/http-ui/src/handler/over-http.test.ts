import { delay, toolCall } from "@inhouse/model-scripted";
import { DefaultChatTransport } from "ai";
import { expect, it } from "vitest";
import { Gates } from "../test-support/gates.ts";
import { listen } from "../test-support/listen.ts";
import { PlainChat } from "../test-support/plain-chat.ts";
import { uiWorld } from "../test-support/ui-world.ts";

it("over HTTP, a client that leaves in the middle stops nothing, and another one resumes", async () => {
  const gates = new Gates();
  const world = await uiWorld([["Once upon ", delay(1), "a time.", toolCall("ours")], "The end."], {
    sleep: gates.sleep,
  });
  await using server = await listen(world.handler);
  const transport = new DefaultChatTransport({ api: `${server.url}/ui/chat` });
  const first = new PlainChat({ id: "tale", transport });
  const sent = first.sendMessage({ text: "Go" });
  await expect.poll(() => JSON.stringify(first.lastMessage)).toContain("Once");
  await first.stop();
  await sent;

  const second = new PlainChat({ id: "tale", transport, messages: await world.messages("tale") });
  const resumed = second.resumeStream();
  await expect.poll(() => second.status).toBe("streaming");
  gates.open();
  await resumed;
  expect(second.lastMessage?.parts).toMatchObject([
    { type: "step-start" },
    { type: "text", text: "Once upon ", state: "done" },
    { type: "text", text: "a time.", state: "done" },
    { type: "tool-ours", state: "output-available", output: { sum: 3 } },
    { type: "step-start" },
    { type: "text", text: "The end." },
  ]);
  expect(await world.messages("tale")).toEqual(second.transcript);
});

it("speaks the AI SDK's protocol on the wire", async () => {
  const world = await uiWorld(["Hello."]);
  await using server = await listen(world.handler);
  const message = { id: "m1", role: "user", parts: [{ type: "text", text: "Hi" }] };
  const response = await fetch(`${server.url}/ui/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "c1", messages: [message], trigger: "submit-message" }),
  });
  expect(response.headers.get("x-vercel-ai-ui-message-stream")).toBe("v1");
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const text = await response.text();
  expect(text).toMatch(/^data: \{"type":"start",/);
  expect(text).toMatch(/\ndata: \[DONE\]\n\n$/);
});
