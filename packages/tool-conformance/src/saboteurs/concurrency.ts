import { setTimeout as wait } from "node:timers/promises";
import type { ToolContext } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { spoilsCalls } from "./faults.ts";

export const concurrencySaboteurs: Saboteurs = {
  "answers two calls at once on one thread": oneAtATime(({ threadId }) => threadId),
  "answers calls at once on several threads": oneAtATime(() => "all"),
  "mixes up nothing between threads that call at once": takesTheLatest(({ threadId }) => ({
    threadId,
  })),
  "keeps the files of threads that make some at once apart": takesTheLatest(({ files }) => ({
    files,
  })),
};

/** Refuses a call while another one of the same kind runs. */
function oneAtATime(kindOf: (context: ToolContext) => string): Saboteur {
  return spoilsCalls(() => {
    const running = new Set<string>();
    return async (act, context) => {
      const kind = kindOf(context);
      if (running.has(kind)) return { output: "Too many calls.", isError: true };
      running.add(kind);
      await wait(1);
      return act().finally(() => running.delete(kind));
    };
  });
}

/** Keeps something of the latest call where all calls look for it. */
function takesTheLatest(pick: (context: ToolContext) => Partial<ToolContext>): Saboteur {
  return spoilsCalls(() => {
    let latest: Partial<ToolContext> = {};
    return async (act, context) => {
      latest = pick(context);
      await wait(1);
      return act({ ...context, ...latest });
    };
  });
}
