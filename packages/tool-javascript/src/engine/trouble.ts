import type { VmOptions, VmTrouble } from "./engine.ts";

/** What an engine threw where nothing of the code may throw. */
export interface EngineFailure {
  /** The class of the code's exception, or of the host's if the engine itself broke. */
  readonly name: string;
  readonly message: string;
}

/**
 * @param failure - what the engine threw
 * @param options - what the machine was made with
 * @param memoryFull - whether its memory has grown to its bound
 * @returns why the machine cannot go on
 */
export function troubleOf(
  failure: EngineFailure,
  options: VmOptions,
  memoryFull: boolean,
): VmTrouble {
  const detail = `${failure.name}: ${failure.message}`.slice(0, 500);
  if (options.shouldStop()) return { kind: "interrupted", detail };
  // The exception itself may not have found room: then it is null, or has no text.
  if (memoryFull || /out of memory/.test(failure.message)) return { kind: "memory", detail };
  if (/call stack|stack overflow/.test(failure.message)) return { kind: "stack", detail };
  return { kind: "crash", detail };
}
