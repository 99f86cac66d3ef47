import type { Storage } from "@inhouse/contracts";

/** @returns a storage that hands every call on, to be spread into one that changes some */
export function delegate(inner: Storage): Storage {
  return {
    capabilities: inner.capabilities,
    blobs: inner.blobs,
    get: (tenant, kind, id) => inner.get(tenant, kind, id),
    list: (query) => inner.list(query),
    due: (query) => inner.due(query),
    commit: (tenant, writes) => inner.commit(tenant, writes),
    measure: (tenant) => inner.measure(tenant),
    ...(inner.watch === undefined ? {} : { watch: inner.watch.bind(inner) }),
    ...(inner.now === undefined ? {} : { now: inner.now.bind(inner) }),
    close: () => inner.close(),
  };
}
