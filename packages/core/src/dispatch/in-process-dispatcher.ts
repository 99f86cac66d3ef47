import type { Clock, Dispatcher, DispatchWorker, ThreadAddress } from "@inhouse/contracts";

/** A thread that rang, and whether it rang again while it was worked on. */
interface RungThread {
  readonly address: ThreadAddress;
  running: boolean;
  again: boolean;
}

/**
 * The dispatcher of one process: a queue in memory. What it forgets when the process dies, the sweeper of the next one finds
 * in the storage.
 *
 * @param clock - measures how long a drain may take
 */
export function createInProcessDispatcher(clock: Clock): Dispatcher {
  const rung = new Map<string, RungThread>();
  const waiting: RungThread[] = [];
  const workers = new Set<() => void>();

  return {
    async ring(address) {
      const key = JSON.stringify([address.tenant, address.threadId]);
      const known = rung.get(key);
      if (known === undefined) {
        const thread = { address, running: false, again: false };
        rung.set(key, thread);
        waiting.push(thread);
      } else if (known.running) known.again = true;
      for (const work of workers) work();
    },
    work(handler, { slots }): DispatchWorker {
      const aborter = new AbortController();
      let running = 0;
      let draining = false;
      let drained: () => void = () => undefined;
      const next = (): void => {
        while (!draining && running < slots) {
          const thread = waiting.shift();
          if (thread === undefined) return;
          running++;
          thread.running = true;
          void handler(thread.address, aborter.signal)
            // A handler reports its own faults; the next ring must be answered whatever happened to this one.
            .catch(() => undefined)
            .then(() => {
              running--;
              thread.running = false;
              if (thread.again) {
                thread.again = false;
                waiting.push(thread);
              } else {
                rung.delete(JSON.stringify([thread.address.tenant, thread.address.threadId]));
              }
              if (draining && running === 0) drained();
              next();
            });
        }
      };
      workers.add(next);
      next();
      return {
        async drain(milliseconds) {
          draining = true;
          workers.delete(next);
          if (running === 0) return;
          const allDone = new Promise<void>((resolve) => {
            drained = resolve;
          });
          const cancel = clock.setTimer(milliseconds, () => aborter.abort());
          await allDone;
          cancel();
        },
      };
    },
  };
}
