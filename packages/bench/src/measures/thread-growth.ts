import type { Storage, TruncationStrategy } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { interleave } from "../interleave.ts";
import type { Measure, Row } from "../measure.ts";
import { boundedWindow, openBench } from "../open-bench.ts";
import { plainModel } from "../plain-model.ts";
import { temporaryLowdb } from "../temporary-lowdb.ts";

const name = "thread growth";
const first = 10;
const later = [100, 1000, 3000] as const;

/** What the k-th turn of a thread costs beside the tenth. */
export const threadGrowth: Measure = {
  name,
  about:
    "The k-th turn of a thread by the 10th turn of new threads. With the window last_messages 10, with a budget of 512 tokens, and with auto, whose window grows with the thread until the model's context (128,000 tokens assumed) is full.",
  async run() {
    const rounds = { rounds: 60, warmUp: 20 };
    await using folder = await temporaryLowdb();
    return [
      ...(await growth("memory", memoryStorage(), boundedWindow, rounds)),
      ...(await growth("memory", memoryStorage(), { type: "tokens", maxTokens: 512 }, rounds)),
      ...(await growth("lowdb", folder.storage, boundedWindow, { rounds: 40, warmUp: 10 })),
      ...(await growth("memory", memoryStorage(), { type: "auto" }, { rounds: 20, warmUp: 5 })),
    ];
  },
};

async function growth(
  where: string,
  storage: Storage,
  window: TruncationStrategy,
  rounds: { readonly rounds: number; readonly warmUp: number },
): Promise<readonly Row[]> {
  const model = plainModel("at_once");
  await using bench = await openBench(model, storage);
  let fresh = "";
  const turns = new Map<number, string>();
  for (const k of later) turns.set(k, await bench.newThread(k - rounds.warmUp));
  const lengths = new Map<number, number>();
  const timings = await interleave(
    [
      {
        name: String(first),
        async prepare() {
          fresh = await bench.newThread(first - 1);
        },
        async run() {
          await bench.takeTurn(fresh, window);
          lengths.set(first, model.promptLength);
        },
      },
      ...later.map((k) => ({
        name: String(k),
        async run() {
          await bench.takeTurn(turns.get(k) ?? "", window);
          lengths.set(k, model.promptLength);
        },
      })),
    ],
    rounds,
  );
  return timings.map(({ name: k, ms, ratio }) => ({
    measure: name,
    what: `turn ${k}, ${where}, ${describe(window)} (${lengths.get(Number(k))} messages sent)`,
    value: ms * 1000,
    unit: "µs",
    ratio,
    comparedWith: `turn ${first}`,
    ...(Number(k) === later.at(-1) &&
      window.type !== "auto" && { aim: { of: "ratio", most: 1.2 } as const }),
  }));
}

function describe(window: TruncationStrategy): string {
  if (window.type === "last_messages") return `last_messages ${window.lastMessages}`;
  return window.type === "tokens" ? `tokens ${window.maxTokens}` : window.type;
}
