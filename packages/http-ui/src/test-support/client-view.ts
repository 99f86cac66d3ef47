import type { UIMessage } from "ai";
import { DefaultChatTransport } from "ai";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import { PlainChat } from "./plain-chat.ts";

/** What the AI SDK's client makes of a stream. */
export interface ClientView {
  readonly message: unknown;
  /** The calls for which it would have run a tool. */
  readonly called: readonly string[];
}

/**
 * @param chunks - the stream
 * @param before - what a client that resumes has; null: the client sends a message, and this is the answer
 */
export async function clientView(
  chunks: readonly UIChunk[],
  before: readonly UIMessage[] | null,
): Promise<ClientView> {
  const called: string[] = [];
  const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  const chat = new PlainChat({
    messages: [...(before ?? [])],
    onToolCall: ({ toolCall: call }) => void called.push(call.toolCallId),
    transport: new DefaultChatTransport({ fetch: async () => new Response(body) }),
  });
  if (before === null) await chat.sendMessage({ text: "Go" });
  else await chat.resumeStream();
  return { message: JSON.parse(JSON.stringify(chat.lastMessage)), called };
}
