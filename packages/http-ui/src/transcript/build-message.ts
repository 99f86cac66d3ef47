import type { UIChunk } from "../chunks/ui-chunk.ts";
import { toolPart } from "./build-tool-part.ts";
import type { UIMessage, UIPart, UIReasoningPart, UITextPart } from "./ui-message.ts";

/**
 * Puts a message together as the client of the AI SDK does.
 *
 * @param chunks - the chunks of a message, compacted
 * @returns the message; undefined: the chunks do not begin one
 */
export function buildMessage(chunks: readonly UIChunk[]): UIMessage | undefined {
  const [start] = chunks;
  if (start?.type !== "start") return undefined;
  let metadata = start.messageMetadata;
  const parts: UIPart[] = [];
  const growing = new Map<string, number>();
  for (const chunk of chunks) {
    switch (chunk.type) {
      case "start-step":
        parts.push({ type: "step-start" });
        break;
      case "text-start":
        growing.set(chunk.id, parts.length);
        parts.push({ type: "text", text: "", state: "streaming" });
        break;
      case "reasoning-start":
        growing.set(chunk.id, parts.length);
        parts.push({ type: "reasoning", id: chunk.id, text: "", state: "streaming" });
        break;
      case "text-delta":
      case "reasoning-delta":
        change(parts, growing, chunk.id, (part) => ({ ...part, text: part.text + chunk.delta }));
        break;
      case "text-end":
      case "reasoning-end":
        change(parts, growing, chunk.id, (part) => ({ ...part, state: "done" }));
        break;
      case "file":
      case "source-url":
      case "source-document":
        parts.push(chunk);
        break;
      case "finish":
        metadata = { ...metadata, ...chunk.messageMetadata };
        break;
      default:
        if (isOfCall(chunk)) toolPart(parts, chunk);
    }
  }
  return { id: start.messageId, role: "assistant", metadata, parts };
}

/** A chunk about a call. */
export type CallChunk = Extract<UIChunk, { type: `tool-${string}` }>;

function isOfCall(chunk: UIChunk): chunk is CallChunk {
  return chunk.type.startsWith("tool-");
}

function change(
  parts: UIPart[],
  growing: ReadonlyMap<string, number>,
  id: string,
  how: (part: UITextPart | UIReasoningPart) => UITextPart | UIReasoningPart,
): void {
  const place = growing.get(id) ?? -1;
  const part = parts[place];
  if (part?.type === "text" || part?.type === "reasoning") parts[place] = how(part);
}
