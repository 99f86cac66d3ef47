import type { RunEvent } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { ReadableRuntime } from "@inhouse/testing";

/**
 * Shows runs and messages as if nobody had ever given them metadata: callers change it at any time, and no event tells of it.
 *
 * @param own - one tenant's runtime
 * @returns the same, to be checked
 */
export function withoutMetadata({ runs, messages }: TenantRuntime): ReadableRuntime {
  return {
    runs: {
      steps: runs.steps,
      retrieve: async (id) => plain(await runs.retrieve(id)),
      async *stream(id, options) {
        for await (const event of runs.stream(id, options)) {
          const data = "metadata" in event.data ? plain(event.data) : event.data;
          yield { ...event, data } as RunEvent;
        }
      },
    },
    messages: {
      retrieve: async (id) => plain(await messages.retrieve(id)),
      list: (threadId, options) => messages.list(threadId, options),
    },
  };
}

function plain<Value extends object>(value: Value): Value {
  return { ...value, metadata: {} };
}
