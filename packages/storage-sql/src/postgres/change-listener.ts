import type { Clock, StorageChange } from "@inhouse/contracts";
import type { ChangeMessage } from "./change-message.ts";
import { parseChangeMessage } from "./change-message.ts";
import type { PostgresClient } from "./postgres-pool.ts";

type Listener = (change: StorageChange) => void;

/** What a listener is made of. */
export interface ChangeListenerSettings {
  readonly clock: Clock;
  /** The name on the server under which changes are announced. */
  readonly channel: string;
  /** Which storage listens: what it announced itself is no news. */
  readonly self: string;
  /** Takes the connection that listens. */
  connect(): Promise<PostgresClient>;
  /** Announces something on another connection. */
  send(message: string): Promise<unknown>;
  /** Reads a text that changes when anybody committed. */
  poll(): Promise<string>;
  warn(message: string): void;
}

const anything: StorageChange = { tenant: null, partition: null };

/** How long to wait for the first announcement to come back, in milliseconds. */
const canaryTimeout = 1000;

const warning =
  "PostgreSQL delivers no notifications on this connection, as behind a pooler that gives each transaction another one, so changes are polled for. Give a direct connection as the option 'listen'.";

const firstPause = 100;
const longestPause = 5000;
const pollPause = 250;

/**
 * Listens for announcements on a connection of its own while somebody watches. When it begins to hear, for the first time
 * or after the connection was lost, it says that anything may have changed: what was announced before is missed.
 *
 * Some poolers accept that one listens and never deliver. So the listener announces something to itself first; if that
 * does not come back, it asks again and again whether anything was committed.
 */
export class ChangeListener {
  readonly #settings: ChangeListenerSettings;
  readonly #listeners = new Set<Listener>();
  #hasWarned = false;
  /** Ends what runs for the present listeners; undefined: nothing runs. */
  #stop: AbortController | undefined;

  constructor(settings: ChangeListenerSettings) {
    this.#settings = settings;
  }

  /** @returns ends the watch */
  watch(listener: Listener): () => void {
    // A function of its own: one listener may watch twice.
    const own: Listener = (change) => listener(change);
    this.#listeners.add(own);
    if (this.#stop === undefined) {
      this.#stop = new AbortController();
      void this.#run(this.#stop.signal);
    }
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    this.#listeners.clear();
    this.#stop?.abort();
    this.#stop = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pause = firstPause;
    while (!signal.aborted) {
      try {
        const client = await this.#settings.connect();
        if (await this.#listen(client, signal)) pause = firstPause;
        else return await this.#poll(signal);
      } catch {
        // Whoever uses the database is told why; the watch tries again.
      }
      await this.#pause(pause, signal);
      pause = Math.min(pause * 2, longestPause);
    }
  }

  /** @returns false if nothing is delivered on this connection; true when it was lost, or need not listen any more */
  async #listen(client: PostgresClient, signal: AbortSignal): Promise<boolean> {
    const { channel, self, clock, send, warn } = this.#settings;
    const canary = JSON.stringify({ from: self, changes: [] } satisfies ChangeMessage);
    const ended = Promise.withResolvers<boolean>();
    const end = (): void => ended.resolve(true);
    const heard = Promise.withResolvers<boolean>();
    const receive = (notification: unknown): void => {
      const { channel: from, payload = "" } = notification as { channel: string; payload?: string };
      if (from !== channel) return;
      if (payload === canary) heard.resolve(true);
      else if (!signal.aborted) this.#tell(payload);
    };
    const events = { notification: receive, error: end, end };
    for (const [event, listener] of Object.entries(events)) client.on?.(event, listener);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
    try {
      await client.query(`listen "${channel}"`);
      await send(canary);
      const stopTimer = clock.setTimer(canaryTimeout, () => heard.resolve(false), true);
      const isHeard = await Promise.race([heard.promise, ended.promise]);
      stopTimer();
      if (!isHeard) {
        if (!this.#hasWarned) warn(warning);
        this.#hasWarned = true;
        return false;
      }
      if (!signal.aborted) this.#emit(anything);
      return await ended.promise;
    } finally {
      signal.removeEventListener("abort", end);
      // Not back into the pool: it would go on listening there.
      client.release(true);
      for (const [event, listener] of Object.entries(events)) {
        if (event !== "error") client.off?.(event, listener);
      }
    }
  }

  #tell(payload: string): void {
    const { from, changes } = parseChangeMessage(payload);
    if (from === this.#settings.self) return;
    for (const change of changes) this.#emit(change);
  }

  async #poll(signal: AbortSignal): Promise<void> {
    let known: string | undefined;
    while (!signal.aborted) {
      const found = await this.#settings.poll().catch(() => known);
      if (found !== known && !signal.aborted) this.#emit(anything);
      known = found;
      await this.#pause(pollPause, signal);
    }
  }

  #emit(change: StorageChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopTimer = this.#settings.clock.setTimer(milliseconds, resolve, true);
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    stopTimer();
  }
}
