import type { StepRecord } from "../storage/record-values.ts";

/** A change of a step that waits to be stored. */
export interface StepChange {
  /** @returns the step with it; called once, in the order in which changes came */
  apply(record: StepRecord): StepRecord;
  /** It is stored. */
  stored(): void;
  /** It will never be. */
  lost(error: unknown): void;
}

/** Changes of one open step. All go through one writer, and those that come while it writes are stored together. */
export class StepInbox {
  /** The step as it is stored. */
  value: StepRecord;
  #changes: StepChange[] = [];
  #wake: (() => void) | null = null;
  #lost: { readonly error: unknown } | null = null;

  constructor(value: StepRecord) {
    this.value = value;
  }

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /**
   * @param apply - changes the step
   * @returns once it is stored
   * @throws whatever kept it from being stored
   */
  store(apply: StepChange["apply"]): Promise<void> {
    if (this.#lost !== null) return Promise.reject(this.#lost.error);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#changes.push({ apply, stored: resolve, lost: reject });
    this.#wake?.();
    return promise;
  }

  /** Resolves when there is a change. */
  async filled(): Promise<void> {
    if (!this.isEmpty) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }

  /** Takes all changes out. */
  take(): readonly StepChange[] {
    return this.#changes.splice(0);
  }

  /** Nothing is stored any more. */
  close(error: unknown): void {
    this.#lost = { error };
    for (const change of this.take()) change.lost(error);
  }
}
