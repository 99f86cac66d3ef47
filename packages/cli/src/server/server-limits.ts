/** What a server takes at most, below the limits of the dialects on bodies. */
export interface ServerLimits {
  /** The largest header of a request in bytes; by default 16 KiB. More is answered with 431. */
  readonly headerBytes: number;
  /** How long the header of a request may take to come, in milliseconds; by default 10,000. */
  readonly headerMs: number;
  /** How long a whole request may take to come, uploads too, in milliseconds; by default 300,000. */
  readonly requestMs: number;
  /**
   * How long a connection may stand still, in milliseconds; by default 120,000. Streams send a comment every 15 seconds, so
   * that only a reader who takes nothing stands still. The run goes on without it.
   */
  readonly idleMs: number;
  /** How many connections are open at once; by default 2,000. More are closed at once. */
  readonly connections: number;
}

/** The limits that hold where the options say nothing. */
export const defaultServerLimits: ServerLimits = {
  headerBytes: 16 * 1024,
  headerMs: 10_000,
  requestMs: 300_000,
  idleMs: 120_000,
  connections: 2_000,
};
