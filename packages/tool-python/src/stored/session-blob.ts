import { createHmac, timingSafeEqual } from "node:crypto";
import { decodeFrame, encodeFrame, frameHeaderBytes, readFrameHeader } from "../protocol/frames.ts";
import type { InterpreterState } from "../protocol/interpreter-state.ts";
import type { StateLimits } from "../protocol/parse-interpreter-state.ts";
import { parseInterpreterState } from "../protocol/parse-interpreter-state.ts";
import type { FoldedSession } from "../session/thread-store.ts";
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
 * @param base - what its interpreter started with
 * @param binding - what it is bound to
 * @returns its difference from a fresh one, packed and signed
 */
export async function encodeSession(
  session: SavedSession,
  base: SnapshotBase,
  binding: BlobBinding,
): Promise<Uint8Array> {
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
 * @throws BlobRefusedError if it is forged, another's or damaged; unfolding it throws one if it is of another version of
 *   Pyodide or of this package, or more than it may be
 */
export async function decodeSession(
  blob: Uint8Array,
  binding: BlobBinding,
  limits: StateLimits,
): Promise<FoldedSession> {
  const packed = blob.subarray(macBytes);
  // Nothing of it is read before it is known to be ours: what is put into an interpreter is code.
  if (
    blob.length <= macBytes ||
    !timingSafeEqual(blob.subarray(0, macBytes), macOf(packed, binding))
  ) {
    throw new BlobRefusedError("its signature is wrong");
  }
  const content = await unpackContent(packed, limits).catch(refuse);
  return { unfold: (base) => unfold(content, base, limits) };
}

function refuse(cause: unknown): never {
  if (cause instanceof BlobRefusedError) throw cause;
  throw new BlobRefusedError("it cannot be read", { cause });
}

async function unpackContent(packed: Uint8Array, limits: StateLimits): Promise<BlobContent> {
  const frame = await unpackBytes(packed, limits.memoryBytes + limits.fileBytes + overheadBytes);
  const { jsonBytes } = readFrameHeader(frame);
  const start = frameHeaderBytes + jsonBytes;
  const json = frame.subarray(frameHeaderBytes, start);
  // A Buffer would share its bytes with its slices.
  const binary = new Uint8Array(
    frame.buffer as ArrayBuffer,
    frame.byteOffset + start,
    frame.byteLength - start,
  );
  return decodeFrame(json, binary) as BlobContent;
}

function unfold(content: BlobContent, base: SnapshotBase, limits: StateLimits): SavedSession {
  if (content.snapshot !== base.sha256) {
    throw new BlobRefusedError("it is of another version of the interpreter");
  }
  try {
    const { memoryBytes, pageNumbers, pages } = content;
    if (memoryBytes > limits.memoryBytes) throw new RangeError("it has too much memory");
    const numbers = new Uint32Array(pageNumbers.buffer);
    const memory = applyPages(base.memory, { numbers, content: pages }, memoryBytes);
    const state = parseInterpreterState({ ...content.state, memory }, limits);
    return { state, inputs: content.inputs };
  } catch (cause) {
    return refuse(cause);
  }
}
