import type { Dispatcher, DispatchWorker, ThreadAddress } from "@inhouse/contracts";
import type { Sleeper } from "./scheduler.ts";
import type { SimWorld } from "./sim-world.ts";

type Handler = (address: ThreadAddress, signal: AbortSignal) => Promise<void>;

/**
 * A dispatcher that all processes share, as over many machines: a ring may be answered by any of them, late, twice, or by none.
 *
 * @param world - where
 * @param sleeper - whose
 */
export function simDispatcher(world: SimWorld, sleeper: Sleeper): Dispatcher {
  const { scheduler, random, plan, workers } = world;
  return {
    async ring(address) {
      await scheduler.pass(sleeper, "ring");
      const isLost = !world.isHealed && random.chance(plan.lostRings);
      if (isLost) world.faults++;
      const times = isLost ? 0 : random.chance(plan.lostRings) ? 2 : 1;
      const all = [...workers];
      for (let time = 0; time < times && all.length > 0; time++) {
        const [other, rung] = random.pick(all);
        void scheduler.pass(other, "rung").then(() => rung(address));
      }
    },
    work(handler): DispatchWorker {
      const worker = new Worker(world, handler);
      workers.set(sleeper, (address) => worker.rung(address));
      return {
        async drain(milliseconds) {
          workers.delete(sleeper);
          await worker.drain(sleeper, milliseconds);
        },
      };
    },
  };
}

/** Handles one thread once at a time; a ring that comes meanwhile is handled afterwards. */
class Worker {
  readonly #world: SimWorld;
  readonly #handler: Handler;
  readonly #aborter = new AbortController();
  readonly #running = new Map<string, { again: boolean; done: Promise<void> }>();
  #isDraining = false;

  constructor(world: SimWorld, handler: Handler) {
    this.#world = world;
    this.#handler = handler;
  }

  rung(address: ThreadAddress): void {
    if (this.#isDraining) return;
    const key = address.threadId;
    const running = this.#running.get(key);
    if (running !== undefined) {
      running.again = true;
      return;
    }
    const done = this.#handler(address, this.#aborter.signal).then(() => {
      const { again = false } = this.#running.get(key) ?? {};
      this.#running.delete(key);
      if (again) this.rung(address);
    });
    this.#running.set(key, { again: false, done });
  }

  async drain(sleeper: Sleeper, milliseconds: number): Promise<void> {
    this.#isDraining = true;
    const abort = (): void => this.#aborter.abort();
    const cancel = this.#world.scheduler.setTimer(sleeper, milliseconds, abort);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    cancel();
  }
}
