import { createHash } from "node:crypto";
import type { BlobStore } from "@inhouse/contracts";
import type { StateLimits } from "../protocol/parse-interpreter-state.ts";
import type { FoldedSession, ThreadOfTenant } from "../session/thread-store.ts";
import type { SnapshotBase } from "../snapshot/snapshot-base.ts";
import type { SavedSession } from "./saved-session.ts";
import { BlobRefusedError, decodeSession, encodeSession } from "./session-blob.ts";

/** What a session store is made of. */
export interface SessionStoreParts {
  readonly blobs: BlobStore;
  /** The key of the signatures. */
  readonly secret: Uint8Array;
  readonly limits: StateLimits;
}

const maxBlobBytes = 64 * 1024 * 1024;

const keyOf = ({ tenant, threadId }: ThreadOfTenant): string =>
  `python-sessions/${createHash("sha256")
    .update(JSON.stringify([tenant, threadId]))
    .digest("hex")}`;

/** Keeps sessions that are not in use, one for each thread. */
export class SessionStore {
  readonly #parts: SessionStoreParts;

  /** @param parts - where, and under which signature */
  constructor(parts: SessionStoreParts) {
    this.#parts = parts;
  }

  /**
   * @param thread - whose session
   * @param session - the session, in the place of one that is there
   * @param base - what its interpreter started with
   * @returns whether it is kept; it is not if it is too large
   * @throws what the blob store throws
   */
  async put(thread: ThreadOfTenant, session: SavedSession, base: SnapshotBase): Promise<boolean> {
    const { blobs, secret } = this.#parts;
    const owner = [thread.tenant, thread.threadId] as const;
    const blob = await encodeSession(session, base, { secret, owner });
    if (blob.length > maxBlobBytes) return false;
    await blobs.put(keyOf(thread), blob);
    return true;
  }

  /**
   * @param thread - whose session
   * @returns the session, or null if there is none
   * @throws BlobRefusedError if it is of no use
   * @throws what the blob store throws
   */
  async read(thread: ThreadOfTenant): Promise<FoldedSession | null> {
    const { blobs, secret, limits } = this.#parts;
    const blob = await blobs.get(keyOf(thread));
    if (blob === undefined) return null;
    if (blob.length > maxBlobBytes) throw new BlobRefusedError("it is too large");
    return decodeSession(blob, { secret, owner: [thread.tenant, thread.threadId] }, limits);
  }

  /**
   * @param thread - whose session to remove
   * @throws what the blob store throws
   */
  async remove(thread: ThreadOfTenant): Promise<void> {
    await this.#parts.blobs.delete(keyOf(thread));
  }
}
