import type { Tool } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { never, spoils } from "./faults.ts";

const closesOnce: Saboteur = spoils((tool) => {
  let isClosed = false;
  return {
    async close() {
      if (isClosed) throw new Error("It was closed before");
      isClosed = true;
      await tool.close?.();
    },
  };
});

/** Timers that spoiled tools left behind. */
export const leftTimers: NodeJS.Timeout[] = [];

export const closingSaboteurs: Saboteurs = {
  "closes without having been used, and closes again": closesOnce,
  "closes after it was used, twice at once": closesOnce,
  "ends the calls that run when it closes": spoils(() => ({ close: async () => {} })),
  "lets no call hang that comes after its end": spoils((tool) => {
    let isClosed = false;
    return {
      execute: (call, context): ReturnType<Tool["execute"]> =>
        isClosed ? never() : tool.execute(call, context),
      async close() {
        isClosed = true;
        await tool.close?.();
      },
    };
  }),
  "leaves nothing open that keeps the process alive": spoils((tool) => ({
    execute(call, context) {
      leftTimers.push(setInterval(() => {}, 60_000));
      return tool.execute(call, context);
    },
  })),
};
