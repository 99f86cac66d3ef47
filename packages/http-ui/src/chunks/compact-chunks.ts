import type { UIChunk } from "./ui-chunk.ts";

/** A chunk that adds text to a part. */
type Growth = Extract<UIChunk, { type: "text-delta" | "reasoning-delta" | "tool-input-delta" }>;

/**
 * The chunks of a message so far, for a client that begins it anew: what was taken back is left out, the text of a part comes
 * as one delta, an end that was not the last is none, and no call that has its outcome looks as if the client had to run it.
 *
 * @param chunks - all chunks of a message from its first
 * @returns chunks that make the same message
 */
export function compactChunks(chunks: readonly UIChunk[]): readonly UIChunk[] {
  const kept = withoutVoid(chunks);
  const done = new Set(kept.flatMap((chunk) => (hasOutcome(chunk) ? [chunk.toolCallId] : [])));
  const compact: UIChunk[] = [];
  const places = new Map<string, number>();
  for (const [index, chunk] of kept.entries()) {
    switch (chunk.type) {
      case "finish":
        if (isEnd(kept, index)) compact.push(chunk);
        break;
      case "data-tool-progress":
        break;
      case "tool-input-start":
        places.delete(placeOf(chunk.toolCallId, "tool-input-delta"));
        compact.push(chunk);
        break;
      case "tool-input-available":
        compact.push(done.has(chunk.toolCallId) ? { ...chunk, providerExecuted: true } : chunk);
        break;
      case "text-delta":
      case "reasoning-delta":
      case "tool-input-delta":
        addGrowth(compact, places, chunk);
        break;
      default:
        compact.push(chunk);
    }
  }
  return compact;
}

/** Leaves out what `reset-step` takes back, and that chunk itself. */
function withoutVoid(chunks: readonly UIChunk[]): readonly UIChunk[] {
  const kept: UIChunk[] = [];
  for (const chunk of chunks) {
    if (chunk.type !== "reset-step") kept.push(chunk);
    else kept.length = kept.findLastIndex(({ type }) => type === "start-step") + 1;
  }
  return kept;
}

function hasOutcome(chunk: UIChunk): chunk is Extract<UIChunk, { type: `tool-output-${string}` }> {
  return chunk.type.startsWith("tool-output-");
}

/** Whether nothing of the message comes behind a chunk. */
function isEnd(chunks: readonly UIChunk[], index: number): boolean {
  return chunks.slice(index + 1).every(({ type }) => type === "error");
}

function addGrowth(compact: UIChunk[], places: Map<string, number>, chunk: Growth): void {
  const id = chunk.type === "tool-input-delta" ? chunk.toolCallId : chunk.id;
  const key = placeOf(id, chunk.type);
  const place = places.get(key);
  const before = place === undefined ? undefined : compact[place];
  if (place === undefined || before === undefined) {
    places.set(key, compact.length);
    compact.push(chunk);
  } else compact[place] = joined(before, chunk);
}

function joined(before: UIChunk, chunk: Growth): UIChunk {
  if (before.type === "tool-input-delta" && chunk.type === "tool-input-delta") {
    return { ...before, inputTextDelta: before.inputTextDelta + chunk.inputTextDelta };
  }
  if ("delta" in before && "delta" in chunk)
    return { ...before, delta: before.delta + chunk.delta };
  return before;
}

function placeOf(id: string, type: Growth["type"]): string {
  return `${type} ${id}`;
}
