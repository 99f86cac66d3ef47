import type { Storage } from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
import { judgesTooEarly, nextTurn } from "./concurrency.ts";
import type { Connections } from "./connect.ts";
import { connect } from "./connect.ts";
import type { Saboteur } from "./faults.ts";
import { splitsBatches, swallowsConflicts } from "./faults.ts";

/** Makes two connections to a good storage, with a fault. */
export type ConnectionSaboteur = (storage: Storage) => Connections;

/** The case of each name, and the fault that it must notice. */
export type ConnectionSaboteurs = Readonly<Record<string, ConnectionSaboteur>>;

/** Puts a fault below both connections. */
function both(sabotage: Saboteur): ConnectionSaboteur {
  return (storage) => connect(sabotage(storage));
}

/** Puts a fault into the second connection. */
function second(sabotage: Saboteur): ConnectionSaboteur {
  return (storage) => {
    const [one, other] = connect(storage);
    return [one, sabotage(other)];
  };
}

/** Finds records by an answer that it got before. */
const remembersAnswers: Saboteur = (storage) => {
  const answers = new Map<string, ReturnType<Storage["get"]>>();
  return {
    ...storage,
    get: (tenant, kind, id) => {
      const name = JSON.stringify([tenant, kind, id]);
      const answer = answers.get(name) ?? storage.get(tenant, kind, id);
      answers.set(name, answer);
      return answer;
    },
  };
};

/** Lists by an answer that it got before. */
const remembersLists: Saboteur = (storage) => {
  const answers = new Map<string, ReturnType<Storage["list"]>>();
  return {
    ...storage,
    list: (query) => {
      const name = JSON.stringify(query);
      const answer = answers.get(name) ?? storage.list(query);
      answers.set(name, answer);
      return answer;
    },
  };
};

const keepsBlobsToItself: Saboteur = (storage) => {
  const blobs = new Map<string, Uint8Array>();
  return {
    ...storage,
    blobs: {
      put: async (key, bytes) => void blobs.set(key, bytes),
      get: async (key) => blobs.get(key),
      delete: async (key) => void blobs.delete(key),
    },
  };
};

/** Judges the checks of a batch, and writes the rest of it later. */
const checksTooEarly: Saboteur = (storage) => ({
  ...storage,
  commit: async (tenant, writes) => {
    const checks = writes.filter((write) => write.type === "check");
    if (checks.length > 0) {
      await storage.commit(tenant, checks);
      await nextTurn();
    }
    await storage.commit(
      tenant,
      writes.filter((write) => write.type !== "check"),
    );
  },
});

/** Bears nobody else while it is opened by its first commit. */
const opensAlone: Saboteur = (storage) => {
  let state: "new" | "opening" | "open" = "new";
  return {
    ...storage,
    commit: async (tenant, writes) => {
      if (state === "opening") throw new StorageError("There is a table of this name.", "no");
      if (state === "new") {
        state = "opening";
        await nextTurn();
        state = "open";
      }
      await storage.commit(tenant, writes);
    },
  };
};

const watchesNothing: Saboteur = (storage) => ({
  ...storage,
  // It tells at once instead, and never again.
  watch: (listener) => {
    listener({ tenant: null, partition: null });
    return () => {};
  },
});

const watchesForEver: Saboteur = (storage) => ({
  ...storage,
  watch: (listener) => {
    storage.watch?.(listener);
    return () => {};
  },
});

const hasItsOwnTime: Saboteur = (storage) => ({
  ...storage,
  now: async () => Number(await storage.now?.()) - 3_600_000,
});

/** What goes wrong between two connections. */
export const connectionSaboteurs: ConnectionSaboteurs = {
  "shows what it commits to another connection, however it is read": second(remembersAnswers),
  "shows its blobs to another connection": second(keepsBlobsToItself),
  "holds another connection to the versions that it wrote": second(swallowsConflicts),
  "deletes a partition for another connection too": second(remembersLists),
  "works on when another connection closes": (storage) => {
    const [one, other] = connect(storage);
    return [one, { ...other, close: () => one.close() }];
  },
  "opens while another connection opens": both(opensAlone),
  "lets one of two connections win an update": both(judgesTooEarly),
  "lets one of two connections win an insert, and writes nothing of the other's":
    both(judgesTooEarly),
  "lets one of two connections win that write the same records in different order":
    both(judgesTooEarly),
  "lets one of two connections win of which each checks what the other writes":
    both(checksTooEarly),
  "lets no record slip into a thread that another connection deletes": both(checksTooEarly),
  "shows another connection a commit as a whole or not at all": both(splitsBatches),
  "tells a watcher of another connection's commits": (storage) => {
    const [one, other] = connect(storage);
    return [watchesNothing(one), other];
  },
  "tells every watcher, but none whose watch has ended": (storage) => {
    const [one, other] = connect(storage);
    return [watchesForEver(one), other];
  },
  "tells one time to every connection, in epoch milliseconds": second(hasItsOwnTime),
};
