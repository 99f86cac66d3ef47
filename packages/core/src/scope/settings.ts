/** How a runtime behaves where its caller says nothing. */
export interface RuntimeSettings {
  /** How long after its creation a run expires, in milliseconds. */
  readonly runExpiryMs: number;
  /** How many model calls a run may make. */
  readonly maxSteps: number;
  /** How long a tool call may take, in milliseconds, where the tool says nothing. */
  readonly toolTimeoutMs: number;
  /** How long a claim on a run holds without being renewed, in milliseconds. It is renewed three times as often. */
  readonly leaseMs: number;
  /**
   * How long the text that a model writes waits until it is stored and shown, in milliseconds, where the storage outlives the
   * process or is shared. What is said meanwhile is stored together.
   */
  readonly flushMs: number;
  /** How many runs this runtime executes at once. */
  readonly concurrentRuns: number;
  /** How often a model call is tried again after a fault that may pass. */
  readonly modelRetries: number;
  /** How long the model may be silent within a call, in milliseconds, before the call counts as dropped. */
  readonly modelIdleMs: number;
  /** How much of one tool output the model is told, in characters; the middle of a longer one is left out. */
  readonly toolOutputCharacters: number;
  /** The largest file in bytes. */
  readonly fileBytes: number;
}

/** The settings of a runtime whose caller says nothing. */
export const defaultSettings: RuntimeSettings = {
  runExpiryMs: 600_000,
  maxSteps: 64,
  toolTimeoutMs: 120_000,
  leaseMs: 15_000,
  flushMs: 50,
  concurrentRuns: 64,
  modelRetries: 2,
  modelIdleMs: 120_000,
  toolOutputCharacters: 100_000,
  fileBytes: 512 * 1024 * 1024,
};
