import { delay, finish } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { failingStorage } from "@inhouse/testing";
import { expect, it } from "vitest";
import { Gates } from "../test-support/gates.ts";
import { uiWorld } from "../test-support/ui-world.ts";

const message = { id: "m", role: "user", parts: [{ type: "text", text: "Hi" }] };

it.each([
  [false, "completed"],
  [true, "cancelled"],
])(
  "a reader who leaves cancels the run only if he is said to: %s",
  async (cancelOnDisconnect, status) => {
    const gates = new Gates();
    const world = await uiWorld([["Once", delay(1), "upon a time."]], {
      sleep: gates.sleep,
      cancelOnDisconnect,
    });
    const { body } = await world.post("/chat", { id: "c", messages: [message] });
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.cancel();
    const [thread] = (await world.inhouse.threads.list()).data;
    const [run] = (await world.inhouse.runs.list(thread?.id ?? "")).data;
    if (cancelOnDisconnect) {
      await expect
        .poll(async () => (await world.inhouse.runs.retrieve(run?.id ?? "")).status)
        .toMatch(/cancel/);
    } else gates.open();
    expect((await world.inhouse.runs.wait(run?.id ?? "", { until: "end" })).status).toBe(status);
  },
);

it("a storage that fails in the middle ends the stream with a word, and tells the listener alone what it was", async () => {
  const storage = failingStorage(memoryStorage(), { shared: true });
  const gates = new Gates();
  const reports: string[] = [];
  const world = await uiWorld([["Once", delay(1), "upon a time."]], {
    storage,
    sleep: gates.sleep,
    onError: ({ name }) => reports.push(name),
  });
  const chat = world.chat({ id: "c" });
  const sent = chat.sendMessage({ text: "Go" });
  await expect.poll(() => JSON.stringify(chat.lastMessage)).toContain("Once");
  storage.isDead = true;
  gates.open();
  await sent;
  expect(chat.status).toBe("error");
  expect(chat.error?.message).toBe("The stream broke off. Load the chat again.");
  expect(reports).toEqual(["StorageError"]);
});

it("says why an answer is not whole", async () => {
  const world = await uiWorld([["Once", finish("length")]]);
  const text = await (await world.post("/chat", { id: "c", messages: [message] })).text();
  expect(text).toContain('"finishReason":"length"');
});
