import { once } from "node:events";
import { createInterface } from "node:readline";
import { SeededRandom } from "@inhouse/testing";
// What a runtime loads on first use is loaded before the order comes, so that the child is at work a moment after it.
import "ai";
import { adapterOf } from "../adapters.ts";
import { openHistory } from "../history-file.ts";
import type { ChildOrder, ChildWord } from "./child-order.ts";
import { converse } from "./converse.ts";
import { mutated } from "./mutants.ts";
import { openRuntime } from "./open-runtime.ts";
import { RecordedCaller } from "./recorded-caller.ts";
import { recordingStorage } from "./recording-storage.ts";
import { trapHooks } from "./trap-hooks.ts";

const adapter = adapterOf(process.argv[2] ?? "");
await adapter.load();
say("ready");

// The order comes on the standard input, whose end is that of whoever gave it.
const input = createInterface({ input: process.stdin });
const [line] = (await once(input, "line")) as [string];
input.on("close", () => process.exit(1));
await work(JSON.parse(line) as ChildOrder);

async function work(order: ChildOrder): Promise<void> {
  const { process: name, seed, leaseMs, slots, paceMs } = order;
  const record = openHistory(order.history);
  record({ type: "process", process: name });
  const opened = await adapter.open(order.target, name);
  const storage = recordingStorage(
    mutated(opened, order.mutant),
    name,
    record,
    trapHooks(order.trap),
  );
  const inhouse = openRuntime(storage, { process: name, record, seed, leaseMs });
  process.on("SIGTERM", () => {
    inhouse.close({ drainMs: 2_000 }).then(() => process.exit(0));
  });
  const caller = new RecordedCaller(inhouse, name, record);
  say("open");
  const random = new SeededRandom(seed + 1);
  await converse({ caller, process: name, record, random, slots, paceMs });
}

function say(word: ChildWord): void {
  process.stdout.write(`${word}\n`);
}
