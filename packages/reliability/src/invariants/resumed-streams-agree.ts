import { isDeepStrictEqual } from "node:util";
import type { Invariant } from "./problem.ts";

/** Whoever begins to read behind an event gets exactly the events that follow it. */
export const resumedStreamsAgree: Invariant = (_history, { threads }) =>
  threads
    .flatMap((thread) => thread.runs)
    .flatMap(({ run, events, resumed }) =>
      resumed
        .filter((reader) => !isDeepStrictEqual(reader.events, events.slice(reader.after)))
        .map(({ after, events: got }) => {
          const numbers = `${got[0]?.sequence} to ${got.at(-1)?.sequence}`;
          return `behind event ${after} of ${run.id}, with ${events.length}, there are ${numbers}`;
        }),
    );
