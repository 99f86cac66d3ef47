import type { Saboteurs } from "./faults.ts";
import { spoils, spoilsCalls, spoilsContexts } from "./faults.ts";

let threads = 0;

export const threadSaboteurs: Saboteurs = {
  "remembers on a thread what was said on it": spoilsContexts(() => ({
    threadId: String(++threads),
  })),
  "keeps what was said on one thread from every other": spoilsContexts(() => ({ threadId: "one" })),
  "keeps what one tenant said from another whose thread has the same id": spoilsContexts(() => ({
    tenant: "one",
  })),
  "takes no two pairs of tenant and thread for one": spoilsContexts(({ tenant, threadId }) => ({
    tenant: "",
    threadId: `${tenant}:${threadId}`,
  })),
  "works for tenants of any name": spoilsCalls(() => {
    const homes: Record<string, string> = {};
    return async (act, { tenant }) => {
      homes[tenant] ??= "a home";
      return homes[tenant] === "a home" ? act() : { output: "It has no home.", isError: true };
    };
  }),
  "forgets a thread that is deleted, and no other": spoils(() => ({
    forgetThread: async () => {},
  })),
  "forgets threads that it does not know, and those that it forgot": spoils((tool) => {
    const known = new Set<string>();
    return {
      execute(call, context) {
        known.add(context.threadId);
        return tool.execute(call, context);
      },
      async forgetThread(_, threadId) {
        if (!known.delete(threadId)) throw new Error(`There is no thread ${threadId}`);
      },
    };
  }),
};
