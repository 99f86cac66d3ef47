import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SeededRandom } from "@inhouse/testing";
import { checkInvariants } from "../invariants/check-invariants.ts";
import { countTakeovers } from "../invariants/fenced-owners-store-nothing.ts";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { Problem } from "../invariants/problem.ts";
import type { StoredWorld } from "../invariants/stored-world.ts";
import type { CrashAdapter, Ground } from "./adapters.ts";
import type { Mutant } from "./child/mutants/mutant.ts";
import type { ConversationProcess, ProcessEnd } from "./child-process.ts";
import type { Fate } from "./fates.ts";
import { planFates } from "./fates.ts";
import type { Recorder } from "./history-file.ts";
import { openHistory, readHistory } from "./history-file.ts";
import type { Nursery } from "./nursery.ts";
import { settleWorld } from "./settle-world.ts";

/** One database, and the processes that die over it. */
export interface WorldOptions {
  readonly adapter: CrashAdapter;
  readonly ground: Ground;
  readonly nursery: Nursery;
  /** Where database and history lie. */
  readonly folder: string;
  readonly number: number;
  readonly seed: number;
  readonly kills: number;
  readonly mutant: Mutant | null;
  /** How long it may take in the end until all runs have ended, in milliseconds. */
  readonly patienceMs: number;
  /** Hears of each process that ended. */
  readonly onEnd: () => void;
}

/** What came of a world. */
export interface WorldReport {
  readonly kills: number;
  readonly runs: number;
  readonly takeovers: number;
  readonly commits: number;
  /** The kinds of batches just before or just after which a process was killed. */
  readonly boundaries: readonly string[];
  /** How many processes met which fate. */
  readonly faults: Readonly<Record<string, number>>;

  readonly problems: readonly Problem[];
}

/** How long a process may take to end in order, in milliseconds. */
const orderlyMs = 30_000;

/** How long a process may take to come to the write that kills it, in milliseconds. */
const patienceMs = 3_000;

/** Lets processes live and die over one database, has a new one bring all to its end, and judges what is left. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const { adapter, ground, folder, seed, kills } = options;
  mkdirSync(folder, { recursive: true });
  const world = new World(options);
  const random = new SeededRandom(seed);
  const hasServer = ground.cutOff !== undefined;
  const fates = [...planFates(random, { kills, lifeMs: adapter.lifeMs, hasServer })];
  const crew = Array.from({ length: adapter.crew }, async () => {
    for (let fate = fates.shift(); fate !== undefined; fate = fates.shift()) {
      await world.live(fate);
    }
  });
  await Promise.all(crew);
  const stored = await world.settle();
  return world.report(stored);
}

class World {
  readonly #options: WorldOptions;
  readonly #history: string;
  readonly #record: Recorder;
  readonly #target: string;
  readonly #problems: Problem[] = [];
  readonly #faults: Record<string, number> = {};
  readonly #trapped = new Set<string>();
  #processes = 0;
  #kills = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#history = join(options.folder, "history.jsonl");
    this.#record = openHistory(this.#history);
    this.#target = options.ground.targetOf(options.folder, options.number);
  }

  async live(fate: Fate): Promise<void> {
    const { adapter, seed, mutant, nursery, onEnd } = this.#options;
    const child = await nursery.take();
    const name = `p${++this.#processes}`;
    child.order({
      process: name,
      adapter: adapter.name,
      target: this.#target,
      history: this.#history,
      seed: seed + this.#processes * 1_000,
      leaseMs: adapter.leaseMs,
      slots: 3,
      paceMs: 15,
      trap: "write" in fate ? fate : { kind: "none", write: 0 },
      mutant,
    });
    const end = await this.#meet(child, name, fate);
    if (!("afterMs" in fate)) this.#trapped.add(name);
    this.#faults[fate.kind] = (this.#faults[fate.kind] ?? 0) + 1;
    if (end.signal === "SIGKILL") this.#kills++;
    else if (fate.kind !== "terminate" || end.code !== 0) {
      const how = `ended by itself with ${end.code ?? end.signal} (${fate.kind})`;
      this.#complain("processesDoNotFail", `${name} ${how}: ${end.complaint}`);
    }
    onEnd();
  }

  async #meet(child: ConversationProcess, name: string, fate: Fate): Promise<ProcessEnd> {
    const { adapter, ground } = this.#options;
    const fault = (what: string): void =>
      this.#record({ type: "fault", process: name, fault: what });
    if (!("afterMs" in fate)) {
      await Promise.race([child.ended, sleep(patienceMs, undefined, { ref: false })]);
    } else {
      // Some die while they open the storage, which may take long; nobody is asked to end, or held up, before that.
      if (fate.kind !== "kill" || adapter.opensSlowly) await child.said("open");
      await sleep(fate.afterMs);
    }
    if (fate.kind === "stop") {
      fault("SIGSTOP");
      child.signal("SIGSTOP");
      await sleep(adapter.leaseMs + 300);
      fault("SIGCONT");
      child.signal("SIGCONT");
      await sleep(fate.goesOnMs);
    } else if (fate.kind === "cut_off") {
      fault("cut off");
      await ground.cutOff?.(name);
      await sleep(fate.goesOnMs);
    } else if (fate.kind === "terminate") {
      fault("SIGTERM");
      child.signal("SIGTERM");
      await Promise.race([child.ended, sleep(orderlyMs, undefined, { ref: false })]);
    }
    fault("SIGKILL");
    child.signal("SIGKILL");
    return child.ended;
  }

  /** @returns what is there in the end; null: a new process could not even find out */
  async settle(): Promise<StoredWorld | null> {
    const { adapter, seed, patienceMs } = this.#options;
    try {
      return await settleWorld({
        adapter,
        target: this.#target,
        identity: { process: "heir", record: this.#record, seed, leaseMs: adapter.leaseMs },
        patienceMs,
        history: () => readHistory(this.#history),
      });
    } catch (error) {
      this.#complain("processesDoNotFail", `heir: ${error instanceof Error ? error.stack : error}`);
      return null;
    }
  }

  report(stored: StoredWorld | null): WorldReport {
    const history = readHistory(this.#history);
    const found = stored === null ? [] : checkInvariants(history, stored);
    return {
      kills: this.#kills,
      runs: countRuns(history),
      takeovers: countTakeovers(history),
      commits: history.filter((entry) => entry.type === "commit" && entry.phase === "ok").length,
      boundaries: lastBatches(history, this.#trapped),
      faults: this.#faults,
      problems: [...this.#problems, ...found],
    };
  }

  #complain(invariant: string, text: string): void {
    this.#problems.push({ invariant, text });
  }
}

function countRuns(history: readonly HistoryEntry[]): number {
  const runs = new Set<string>();
  for (const entry of history) {
    if (entry.type !== "commit" || entry.phase !== "ok") continue;
    for (const { id } of entry.runs) runs.add(id);
  }
  return runs.size;
}

/** @returns which kinds of batches some processes wrote last, or were about to write */
function lastBatches(
  history: readonly HistoryEntry[],
  processes: ReadonlySet<string>,
): readonly string[] {
  const last = new Map<string, string>();
  for (const entry of history) {
    if (entry.type !== "commit" || !processes.has(entry.process)) continue;
    const moment = entry.phase === "begin" ? "before" : "after";
    last.set(entry.process, `${moment} ${entry.shape}`);
  }
  return [...last.values()];
}
