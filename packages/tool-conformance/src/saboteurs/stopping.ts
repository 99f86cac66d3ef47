import { setTimeout as wait } from "node:timers/promises";
import type { Saboteurs } from "./faults.ts";
import { never, spoilsCalls, spoilsContexts, spoilsResults } from "./faults.ts";

export const stoppingSaboteurs: Saboteurs = {
  "ends a call as soon as its signal aborts": spoilsContexts(() => ({
    signal: new AbortController().signal,
  })),
  "does not begin a call whose signal has aborted": spoilsCalls(
    () => (act, context) => (context.signal.aborted ? never() : act()),
  ),
  "leaves nothing running of a call that was stopped": spoilsCalls(() => (act, context) => {
    context.signal.addEventListener("abort", async () => {
      await wait(30);
      context.onOutput({ stream: "stdout", text: "still running" });
    });
    return act();
  }),
  "works on, on the same thread, after a call was stopped": spoilsCalls(() => {
    const broken = new Set<string>();
    return async (act, { signal, threadId }) => {
      signal.addEventListener("abort", () => broken.add(threadId));
      return broken.has(threadId) ? { output: "It is broken.", isError: true } : act();
    };
  }),
  "stops one call and no other": spoilsCalls(() => {
    const all = new AbortController();
    return (act, context) => {
      context.signal.addEventListener("abort", () => all.abort());
      return act({ ...context, signal: all.signal });
    };
  }),
  "ends a call at its own time limit, tells the model, and works on": spoilsResults(
    ({ output }) => ({ output }),
  ),
};
