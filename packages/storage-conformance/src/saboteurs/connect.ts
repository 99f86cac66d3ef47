import type { Storage, StorageChange } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";

type Listener = (change: StorageChange) => void;

/** Two storages that are open on the same content, each with its own end. */
export type Connections = readonly [Storage, Storage];

/** @returns two connections to a storage, each of which hears of what the other commits, and which tell one time */
export function connect(storage: Storage): Connections {
  const listeners: readonly Set<Listener>[] = [new Set(), new Set()];
  let time = Date.now();
  const connection = (own: number): Storage => {
    let closed = false;
    const assertOpen = (): void => {
      if (closed) throw new StorageError("This connection was closed.", "no");
    };
    return {
      ...storage,
      capabilities: { ...storage.capabilities, shared: true },
      get: async (...name) => {
        assertOpen();
        return storage.get(...name);
      },
      commit: async (tenant, writes) => {
        assertOpen();
        await storage.commit(tenant, writes);
        for (const listener of listeners[1 - own] ?? []) listener({ tenant, partition: null });
      },
      watch: (listener) => {
        const mine: Listener = (change) => listener(change);
        listeners[own]?.add(mine);
        return () => void listeners[own]?.delete(mine);
      },
      now: async () => ++time,
      close: async () => {
        closed = true;
      },
    };
  };
  return [connection(0), connection(1)];
}
