import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createOpenAI } from "@ai-sdk/openai";
import { afterAll, beforeAll, expect, it } from "vitest";
import { imageKind } from "./files/image-kind.ts";
import { madeFiles, studio } from "./test-support/studio.ts";

const key = "sk-proj-notakeybutlooks1234567890";
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

interface Seen {
  readonly path: string;
  readonly body: string;
}

const seen: Seen[] = [];
let closed = Promise.resolve();

/** Answers as OpenAI's image endpoints do. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  closed = once(response, "close").then(() => undefined);
  const body = await text(request);
  seen.push({ path: request.url ?? "", body });
  const send = (status: number, value: object): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };
  if (body.includes("never")) return;
  if (body.includes("unsafe")) {
    const message =
      "Your request was rejected by the safety system. If you believe this is an error, contact us with request ID req_8d7f1c2b3a4e5f60718293a4b5c6d7e8.";
    const error = {
      message,
      type: "image_generation_user_error",
      param: null,
      code: "moderation_blocked",
    };
    return send(400, { error });
  }
  if (body.includes("key")) {
    return send(401, {
      error: { message: `Incorrect API key provided: ${key}`, type: "x", code: "invalid_api_key" },
    });
  }
  const usage = { input_tokens: 7, output_tokens: 1_056, total_tokens: 1_063 };
  send(200, { created: 1, data: [{ b64_json: pixel }], usage });
}

const server = createServer((request, response) => void answer(request, response));

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});

afterAll(async () => {
  server.closeAllConnections();
  await once(server.close(), "close");
});

function open(): ReturnType<typeof studio> {
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const model = createOpenAI({ baseURL, apiKey: key }).image("gpt-image-1");
  return studio(undefined, { model });
}

it("asks OpenAI for an image, and for a changed one by its endpoint for edits", async () => {
  const { ask, thread } = await open();
  const { output, outputs } = await ask({ prompt: "a fox", size: "1024x1024" });
  expect(output).toContain("1x1 pixels");
  expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
    model: "gpt-image-1",
    prompt: "a fox",
    n: 1,
    size: "1024x1024",
  });
  expect(outputs?.at(-1)).toMatchObject({ data: { usage: { totalTokens: 1_063 } } });
  await ask({ prompt: "at night", images: ["last"] });
  expect(seen.map(({ path }) => path)).toEqual(["/images/generations", "/images/edits"]);
  expect(seen[1]?.body).toContain('name="image');
  expect(madeFiles(thread).map(({ bytes }) => imageKind(bytes)?.mediaType)).toEqual([
    "image/png",
    "image/png",
  ]);
});

it("tells the model of OpenAI's refusals, and nothing of keys", async () => {
  const { ask } = await open();
  const refused = await ask({ prompt: "unsafe" });
  expect(refused.output).toMatch(
    /^The image model refuses to make this image: Your request was rejected/,
  );
  expect(refused.output).not.toMatch(/req_\w{20}/);
  const locked = await ask({ prompt: "key" });
  expect(locked.output).toBe(
    "The image model cannot be used (status 401). Trying again does not help: tell the user.",
  );
});

it("ends the request to OpenAI when the call is stopped", async () => {
  const { thread } = await open();
  const aborter = new AbortController();
  const count = seen.length;
  const call = thread.call({ input: { prompt: "never" } }, { signal: aborter.signal });
  while (seen.length === count) await new Promise((resolve) => setTimeout(resolve, 5));
  aborter.abort(new Error("The run was stopped"));
  expect(await call).toEqual({ text: "Error: The run was stopped", isError: true });
  await closed;
});
