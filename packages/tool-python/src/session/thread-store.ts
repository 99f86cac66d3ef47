import type { SnapshotBase } from "../snapshot/snapshot-base.ts";
import type { SavedSession } from "../stored/saved-session.ts";

/** A thread, and whose it is. */
export interface ThreadOfTenant {
  readonly tenant: string;
  readonly threadId: string;
}

/** The place of one thread's session in a store. */
export interface ThreadStore {
  /**
   * @param base - what the interpreter started with that the session is for
   * @returns the session, which is not there any more, or null
   * @throws Error if it cannot be had
   */
  take(base: SnapshotBase): Promise<SavedSession | null>;
  /**
   * @param session - the session
   * @param base - what its interpreter started with
   * @returns whether it is kept
   */
  put(session: SavedSession, base: SnapshotBase): Promise<boolean>;
}

/** Keeps sessions that are not in use. */
export interface SessionPoolStore {
  /**
   * @param thread - a thread
   * @returns its place
   */
  of(thread: ThreadOfTenant): ThreadStore;
  /** @param thread - whose session to remove */
  remove(thread: ThreadOfTenant): Promise<void>;
}
