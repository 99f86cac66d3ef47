import type { SnapshotBase } from "../snapshot/snapshot-base.ts";
import type { SavedSession } from "../stored/saved-session.ts";

/** A thread, and whose it is. */
export interface ThreadOfTenant {
  readonly tenant: string;
  readonly threadId: string;
}

/** A session that was read and is still told as a difference from what its interpreter started with. */
export interface FoldedSession {
  /**
   * @param base - what the interpreter started with that the session is for
   * @throws Error if the session is of another interpreter
   */
  unfold(base: SnapshotBase): SavedSession;
}

/** The place of one thread's session in a store. */
export interface ThreadStore {
  /**
   * @returns the session, or null if there is none
   * @throws Error if it cannot be had
   */
  read(): Promise<FoldedSession | null>;
  /** Removes the session, if there is one. */
  remove(): Promise<void>;
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
