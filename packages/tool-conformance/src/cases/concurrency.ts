import assert from "node:assert/strict";
import { answered, assertSucceeded } from "../expectations.ts";
import type { ToolCase } from "../tool-case.ts";

/** What calls do to each other that run at once. */
export const concurrencyCases: readonly ToolCase[] = [
  {
    name: "answers two calls at once on one thread",
    async run(trial) {
      const calls = [1, 2].map(() => answered(trial, trial.home, trial.suite.works));
      for (const answer of await Promise.all(calls)) assertSucceeded(answer);
    },
  },
  {
    name: "answers calls at once on several threads",
    async run(trial) {
      const threads = [trial.home, trial.neighbour, trial.home];
      const calls = threads.map((thread) => answered(trial, thread, trial.suite.works));
      for (const answer of await Promise.all(calls)) assertSucceeded(answer);
    },
  },
  {
    name: "mixes up nothing between threads that call at once",
    needs: ["memory"],
    async run(trial) {
      const { home, memory, neighbour } = trial;
      const said = [
        { word: "apple", thread: home },
        { word: "pear", thread: neighbour },
      ];
      const writes = said.map(({ word, thread }) => answered(trial, thread, memory.write(word)));
      for (const answer of await Promise.all(writes)) assertSucceeded(answer);
      const reads = said.map(({ thread }) => answered(trial, thread, memory.read));
      const texts = (await Promise.all(reads)).map(({ text }) => text);
      const known = texts.map((text) => ["apple", "pear"].filter((word) => text.includes(word)));
      assert.deepEqual(known, [["apple"], ["pear"]]);
    },
  },
  {
    name: "keeps the files of threads that make some at once apart",
    needs: ["makesFiles"],
    async run(trial) {
      const threads = [trial.home, trial.neighbour];
      const before = threads.map((thread) => thread.files.made.size);
      const example = trial.example("makesFiles");
      const calls = threads.map((thread) => answered(trial, thread, example));
      for (const answer of await Promise.all(calls)) assertSucceeded(answer);
      for (const [index, thread] of threads.entries()) {
        assert.notEqual(thread.files.made.size, before[index], "A file went to another thread.");
      }
    },
  },
];
