import type { Clock, JsonValue, Storage, Tool, ToolDefinition } from "@inhouse/contracts";
import type { Runtime, RuntimeOptions } from "@inhouse/core";
import { createRuntime, functionTool } from "@inhouse/core";
import type { HttpHandler } from "@inhouse/http";
import { inProcessFetch } from "@inhouse/http";
import type { Script } from "@inhouse/model-scripted";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { ChatInit, UIMessage } from "ai";
import { DefaultChatTransport } from "ai";
import { createUIFetch } from "../handler/create-ui-fetch.ts";
import type { UIFetchOptions } from "../handler/ui-options.ts";
import { PlainChat } from "./plain-chat.ts";

/** A runtime, the dialect in front of it, and clients of the AI SDK that reach it without a socket. */
export interface UIWorld {
  readonly inhouse: Runtime;
  readonly assistantId: string;
  readonly handler: HttpHandler;
  readonly fetch: ReturnType<typeof inProcessFetch>;
  /** A page that opens a chat. */
  chat(init?: ChatInit<UIMessage>): PlainChat;
  /** What a page loads. */
  messages(chatId: string): Promise<UIMessage[]>;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

export interface UIWorldOptions extends Partial<UIFetchOptions> {
  readonly storage?: Storage;
  readonly tools?: readonly Tool[];
  /** What the model sleeps with at its delays; absent: it waits. */
  readonly sleep?: () => Promise<void>;
  /** What else the runtime is made of. */
  readonly runtime?: Partial<RuntimeOptions>;
}

/** The system's time, in which a model call that failed is tried again at once. */
const impatientClock: Clock = {
  now: () => Date.now(),
  setTimer(milliseconds, callback) {
    const timer = setTimeout(
      callback,
      milliseconds < 4_500 ? Math.max(0, Math.min(milliseconds, 20)) : milliseconds,
    );
    return () => clearTimeout(timer);
  },
};

const base = "http://inhouse.test/ui";

/** The functions of scripts: `ours` runs here, `failing` fails, `asked` wants a person's word, `theirs` is the client's. */
const testTools: readonly Tool[] = [
  anyTool("ours", async () => ({ sum: 3 })),
  anyTool("failing", async () => {
    throw new Error("No.");
  }),
  anyTool("asked", async () => "done", true),
];

const testDefinitions: readonly ToolDefinition[] = ["ours", "failing", "asked", "theirs"].map(
  (name) => ({ type: "function", function: { name, parameters: { type: "object" } } }),
);

export async function uiWorld(script: Script, options: UIWorldOptions = {}): Promise<UIWorld> {
  const { storage = memoryStorage(), tools = testTools, runtime = {}, sleep, ...rest } = options;
  const model = scriptedModel(script, { chunkSize: 4, ...(sleep && { sleep }) });
  const clock = impatientClock;
  const inhouse = createRuntime({ models: { demo: model }, storage, tools, clock, ...runtime });
  const known = await inhouse.assistants.list({ limit: 1 });
  const { id: assistantId } =
    known.data[0] ?? (await inhouse.assistants.create({ model: "demo", tools: testDefinitions }));
  const handler = createUIFetch(inhouse, { assistant: assistantId, ...rest });
  const fetch = inProcessFetch(handler);
  const transport = new DefaultChatTransport({ api: `${base}/chat`, fetch });
  return {
    inhouse,
    assistantId,
    handler,
    fetch,
    chat: (init = {}) => new PlainChat({ transport, ...init }),
    async messages(chatId) {
      const response = await fetch(`${base}/chat/${encodeURIComponent(chatId)}/messages`);
      return ((await response.json()) as { messages: UIMessage[] }).messages;
    },
    get: (path) => fetch(`${base}${path}`),
    post: (path, body) =>
      fetch(`${base}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

function anyTool(name: string, execute: () => Promise<JsonValue>, needsApproval = false): Tool {
  const parameters = { type: "object" };
  return functionTool({ name, description: name, parameters, execute, needsApproval });
}
