/** The provider is silent for a while. */
export interface ScriptedDelay {
  /** What the provider does. */
  readonly type: "delay";
  /** How long, in milliseconds. */
  readonly ms: number;
}

/** The provider is silent for ever. */
export interface ScriptedHang {
  /** What the provider does. */
  readonly type: "hang";
}

/**
 * @param ms - how long, in milliseconds
 * @returns a part in which the provider is silent; at the start of an answer, before the response begins
 */
export function delay(ms: number): ScriptedDelay {
  return { type: "delay", ms };
}

/**
 * @returns a part in which the provider is silent until the caller aborts or goes away; at the start of an answer,
 *   before the response begins
 */
export function hang(): ScriptedHang {
  return { type: "hang" };
}
