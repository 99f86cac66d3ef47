import type { RunEvent } from "@inhouse/contracts";
import type { UnnumberedEvent } from "./packed-event.ts";
import { numbered } from "./packed-event.ts";

/** How many stored events stay at hand, so that readers who keep up need not read them back. */
export const keptEvents = 256;

/** How a tail serves its readers. */
export interface RunTailOptions {
  /** The number of the last event in the storage. */
  readonly lastStored: number;
  /**
   * Whether readers see events before they are stored. Only where nobody can read on after this process: whoever resumes
   * elsewhere must find all that he was shown, under the same numbers.
   */
  readonly showsUnstored: boolean;
  /** Called after every event that readers can see. */
  readonly onShown: () => void;
}

/**
 * The end of a run's log: what is not stored yet, and a little before it. Readers look here with the number they want next;
 * one that is further behind finds its events in the storage, so however slow it is, it costs nothing here.
 *
 * While a commit is under way the tail is held: what happens meanwhile gets its number, and is seen, behind the commit.
 */
export class RunTail {
  /** Called when there are events that are not stored, and none were or nobody wanted them before. */
  onUnstored: () => void = () => undefined;
  /** The number of `#events[0]`. */
  #first: number;
  #events: UnnumberedEvent[] = [];
  /** How many of `#events` are stored. */
  #stored = 0;
  #held: UnnumberedEvent[] | null = null;
  #closed = false;
  #readers = 0;
  readonly #options: RunTailOptions;

  constructor(options: RunTailOptions) {
    this.#first = options.lastStored + 1;
    this.#options = options;
  }

  /** The number of the first event that is still at hand. */
  get first(): number {
    return this.#first;
  }

  /** The number behind the last event. */
  get next(): number {
    return this.#first + this.#events.length;
  }

  /** How many events are at hand. */
  get size(): number {
    return this.#events.length;
  }

  /** Whether somebody in this process reads here. */
  get isRead(): boolean {
    return this.#readers > 0;
  }

  /** Whether readers wait for events until they are stored, and there are such. */
  get hidesEvents(): boolean {
    return !this.#options.showsUnstored && this.#stored < this.#events.length;
  }

  /** There are more events in the storage than were known of; nothing has been appended yet. */
  beginBehind(lastStored: number): void {
    this.#first = lastStored + 1;
    this.#options.onShown();
  }

  append(event: UnnumberedEvent): void {
    if (this.#closed) return;
    if (this.#held !== null) {
      this.#held.push(event);
      return;
    }
    this.#events.push(event);
    this.#tell();
  }

  /** @returns ends the reading */
  attach(): () => void {
    this.#readers++;
    if (this.hidesEvents) this.onUnstored();
    return () => {
      this.#readers--;
    };
  }

  /** @returns all that is not stored yet; until `release`, nothing is added to it */
  hold(): readonly UnnumberedEvent[] {
    this.#held = [];
    return this.#events.slice(this.#stored);
  }

  /**
   * Ends a hold.
   *
   * @param committed - the events that the commit added behind those that `hold` returned; null: nothing was stored
   */
  release(committed: readonly UnnumberedEvent[] | null): void {
    const held = this.#held ?? [];
    this.#held = null;
    if (committed !== null) {
      for (const event of committed) this.#events.push(event);
      this.#stored = this.#events.length;
      this.#forget();
    }
    for (const event of held) this.#events.push(event);
    this.#options.onShown();
    if (this.hidesEvents) this.onUnstored();
  }

  /** @returns the event of this number, or undefined if it is no longer at hand or cannot be seen yet */
  at(sequence: number): RunEvent | undefined {
    const index = sequence - this.#first;
    if (!this.#options.showsUnstored && index >= this.#stored) return undefined;
    const event = this.#events[index];
    return event === undefined ? undefined : numbered(event, sequence);
  }

  /** Nothing more is stored from here, so what is not stored has not happened. */
  close(): void {
    this.#closed = true;
    this.#events.length = this.#stored;
    this.#options.onShown();
  }

  /** @returns whether a reader that wanted this number next has seen events here which were never stored */
  isBeyond(sequence: number): boolean {
    return this.#closed && sequence > this.next;
  }

  #tell(): void {
    if (this.#options.showsUnstored) this.#options.onShown();
    else this.onUnstored();
  }

  #forget(): void {
    const surplus = this.#stored - keptEvents;
    if (surplus <= 0) return;
    this.#events = this.#events.slice(surplus);
    this.#first += surplus;
    this.#stored -= surplus;
  }
}
