import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeFrame, encodeFrame, frameHeaderBytes, readFrameHeader } from "../protocol/frames.ts";
import type { InterpreterState } from "../protocol/interpreter-state.ts";
import type { StateLimits } from "../protocol/parse-interpreter-state.ts";
import { parseInterpreterState } from "../protocol/parse-interpreter-state.ts";
import { packBytes, unpackBytes } from "../snapshot/pack-bytes.ts";
import type { SnapshotBase } from "../snapshot/snapshot-base.ts";
import { applyPages, changedPages } from "./changed-pages.ts";
import type { SavedSession } from "./saved-session.ts";

/** What a stored session is bound to. */
export interface BlobBinding {
  /** The key of the signature. */
  readonly secret: Uint8Array;
  /** Whose session, of which thread. */
  readonly owner: readonly [tenant: string, threadId: string];
  /** What interpreters start from. */
  readonly base: SnapshotBase;
}

/** A stored session is of no use. */
export class BlobRefusedError extends Error {}

const format = "inhouse-session-1";
const macBytes = 32;
const overheadBytes = 32 * 1024 * 1024;

function macOf(packed: Uint8Array, { secret, owner }: BlobBinding): Uint8Array {
  return createHmac("sha256", secret)
    .update(`${format}\n${JSON.stringify(owner)}\n`)
    .update(packed)
    .digest();
}

const numberBytes = (numbers: Uint32Array): Uint8Array => new Uint8Array(numbers.buffer);

/**
 * @param session - a session
 * @param binding - what it is bound to
 * @returns its difference from a fresh one, packed and signed
 */
export async function encodeSession(
  session: SavedSession,
  binding: BlobBinding,
): Promise<Uint8Array> {
  const { base } = binding;
  const { memory, ...state } = session.state;
  const pages = changedPages(memory, base.memory);
  const pieces = encodeFrame({
    snapshot: base.sha256,
    inputs: session.inputs,
    state,
    memoryBytes: memory.length,
    pageNumbers: numberBytes(pages.numbers),
    pages: pages.content,
  });
  const packed = await packBytes(Buffer.concat(pieces));
  return Buffer.concat([macOf(packed, binding), packed]);
}

interface BlobContent {
  readonly snapshot: string;
  readonly inputs: SavedSession["inputs"];
  readonly state: Omit<InterpreterState, "memory">;
  readonly memoryBytes: number;
  readonly pageNumbers: Uint8Array<ArrayBuffer>;
  readonly pages: Uint8Array<ArrayBuffer>;
}

/**
 * @param blob - what {@link encodeSession} returned, in this process or another
 * @param binding - what it must be bound to
 * @param limits - how much it may be
 * @returns the session
 * @throws BlobRefusedError if it is forged, another's, damaged, or of another version of Pyodide or of this package
 */
export async function decodeSession(
  blob: Uint8Array,
  binding: BlobBinding,
  limits: StateLimits,
): Promise<SavedSession> {
  const packed = blob.subarray(macBytes);
  // Nothing of it is read before it is known to be ours: what is put into an interpreter is code.
  if (
    blob.length <= macBytes ||
    !timingSafeEqual(blob.subarray(0, macBytes), macOf(packed, binding))
  ) {
    throw new BlobRefusedError("its signature is wrong");
  }
  try {
    const frame = await unpackBytes(packed, limits.memoryBytes + limits.fileBytes + overheadBytes);
    const { jsonBytes } = readFrameHeader(frame);
    const start = frameHeaderBytes + jsonBytes;
    const content = decodeFrame(
      frame.subarray(frameHeaderBytes, start),
      Uint8Array.from(frame.subarray(start)),
    ) as BlobContent;
    if (content.snapshot !== binding.base.sha256) {
      throw new BlobRefusedError("it is of another version of the interpreter");
    }
    const numbers = new Uint32Array(content.pageNumbers.buffer);
    const pages = { numbers, content: content.pages };
    const memory = applyPages(binding.base.memory, pages, content.memoryBytes);
    const state = parseInterpreterState({ ...content.state, memory }, limits);
    return { state, inputs: content.inputs };
  } catch (cause) {
    if (cause instanceof BlobRefusedError) throw cause;
    throw new BlobRefusedError("it cannot be read", { cause });
  }
}
