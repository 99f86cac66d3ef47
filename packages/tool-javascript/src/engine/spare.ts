import type { VmBounds } from "./engine.ts";

/** Keeps one unused thing for machines with certain bounds. */
export class Spare<T> {
  readonly #make: (bounds: VmBounds) => Promise<T>;
  #kept: { readonly bounds: VmBounds; readonly value: T } | null = null;

  /** @param make - makes one */
  constructor(make: (bounds: VmBounds) => Promise<T>) {
    this.#make = make;
  }

  /** @param bounds - for which one is kept, unless it is already */
  async prepare({ memoryBytes, stackBytes }: VmBounds): Promise<void> {
    const bounds = { memoryBytes, stackBytes };
    if (this.#fits(bounds)) return;
    this.#kept = { bounds, value: await this.#make(bounds) };
  }

  /**
   * @param bounds - for which one is needed
   * @returns the one that is kept, which is handed out once only, or a new one
   */
  async take(bounds: VmBounds): Promise<T> {
    const kept = this.#fits(bounds) ? this.#kept : null;
    this.#kept = null;
    return kept === null ? this.#make(bounds) : kept.value;
  }

  #fits({ memoryBytes, stackBytes }: VmBounds): boolean {
    const bounds = this.#kept?.bounds;
    return bounds?.memoryBytes === memoryBytes && bounds.stackBytes === stackBytes;
  }
}
