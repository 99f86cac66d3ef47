import { memoryStorage } from "@inhouse/storage-memory";
import type { CodeInterpreter } from "@inhouse/tool-python";
import { codeInterpreter } from "@inhouse/tool-python";
import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { firstResultOfPlainPyodide, plainSnapshot } from "../plain-pyodide.ts";
import { runPython } from "../run-python.ts";

const name = "Python start";
const rounds = { rounds: 9, warmUp: 1 };

/** How long the first `1 + 1` takes, and what confinement, a spare and a stored session add to it or save. */
export const pythonStart: Measure = {
  name,
  about: `From nothing to the result of a first "1 + 1", in a worker of this process; ${rounds.rounds} rounds. The plain workers confine nothing.`,
  async run() {
    const snapshot = await plainSnapshot();
    const { blobs } = memoryStorage();
    const sessionStore = { blobs, key: "a key that is as long as a key has to be" };
    // What interpreters of a process have in common is there for as long as one tool is.
    await using first = codeInterpreter({ keepSpare: false });
    await first.warmUp();
    let tool: CodeInterpreter = first;
    const next = async (made: CodeInterpreter): Promise<void> => {
      await tool.close();
      tool = made;
    };
    const timings = await interleave(
      [
        { name: "plain Pyodide", run: () => firstResultOfPlainPyodide() },
        { name: "plain Pyodide, snapshot", run: () => firstResultOfPlainPyodide(snapshot) },
        {
          name: "sealed session",
          prepare: () => next(codeInterpreter({ keepSpare: false })),
          run: async () => void (await runPython(tool, "new", "1 + 1")),
        },
        {
          name: "sealed session, stored",
          async prepare() {
            await next(codeInterpreter({ keepSpare: false, sessionStore }));
            await runPython(tool, "stored", "kept = list(range(10_000))");
            await next(codeInterpreter({ keepSpare: false, sessionStore }));
          },
          async run() {
            const output = await runPython(tool, "stored", "len(kept)");
            if (!output.includes("10000")) throw new Error(output);
          },
        },
        {
          name: "sealed session, spare waits",
          async prepare() {
            await next(codeInterpreter({ keepSpare: false }));
            await tool.warmUp();
          },
          run: async () => void (await runPython(tool, "new", "1 + 1")),
        },
      ],
      rounds,
    );
    await tool.close();
    const [, raw, sealed, stored, spare] = timings;
    if (!raw || !sealed || !stored || !spare) throw new Error("not all was timed");
    const row = { measure: name, unit: "ms" };
    return [
      ...timings.map(({ name: what, ms, ratio }) => ({
        ...row,
        what,
        value: ms,
        ratio,
        comparedWith: "plain Pyodide",
        ...(what === sealed.name && { aim: { of: "ratio", most: 0.2 } as const }),
        ...(what === spare.name && { aim: { of: "value", most: 5 } as const }),
      })),
      {
        ...row,
        what: sealed.name,
        value: sealed.ms,
        ratio: sealed.ms / raw.ms,
        comparedWith: raw.name,
        aim: { of: "ratio", most: 1.25 },
      },
      {
        ...row,
        what: stored.name,
        value: stored.ms,
        ratio: stored.ms / sealed.ms,
        comparedWith: sealed.name,
        aim: { of: "ratio", most: 1.2 },
      },
    ];
  },
};
