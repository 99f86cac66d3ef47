import type { UIMessageChunk } from "ai";
import type { UIChunk } from "./ui-chunk.ts";

/** Every chunk that is sent is one that the AI SDK knows. */
export const known = (chunk: UIChunk): UIMessageChunk => chunk;
