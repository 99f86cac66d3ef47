import { once } from "node:events";
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import { SeededRandom } from "@inhouse/testing";
import { adapterOf } from "../adapters.ts";
import { openHistory } from "../history-file.ts";
import type { ChildOrder, ChildWord } from "./child-order.ts";
import { converse } from "./converse.ts";
import { mutated } from "./mutants/mutant.ts";
import { openRuntime } from "./open-runtime.ts";
import { RecordedCaller } from "./recorded-caller.ts";
import { recordingStorage } from "./recording-storage.ts";
import { trapHooks } from "./trap-hooks.ts";
import { warmUp } from "./warm-up.ts";

const adapter = adapterOf(process.argv[2] ?? "");
await adapter.load();
await warmUp();
// A process that is killed does not come to write what it compiled.
flushCompileCache();
// The order comes on the standard input, whose end is that of whoever gives it.
const input = createInterface({ input: process.stdin }).on("close", () => process.exit(1));
say("ready");
const [line] = (await once(input, "line")) as [string];
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
    void inhouse.close({ drainMs: 2_000 }).then(() => process.exit(0));
  });
  const caller = new RecordedCaller(inhouse, name, record);
  await inhouse.threads.list({ limit: 1 }).catch(() => undefined);
  say("open");
  const random = new SeededRandom(seed + 1);
  await converse({ caller, process: name, record, random, slots, paceMs });
}

function say(word: ChildWord): void {
  process.stdout.write(`${word}\n`);
}
