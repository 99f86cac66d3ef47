import { isTerminal } from "@inhouse/core";
import { memoryStorage } from "@inhouse/storage-memory";
import { SeededRandom } from "@inhouse/testing";
import { functionNames } from "../crash/child/conversation-tools.ts";
import { RecordedCaller } from "../crash/child/recorded-caller.ts";
import { findLeftovers } from "../crash/find-leftovers.ts";
import { checkInvariants } from "../invariants/check-invariants.ts";
import { countTakeovers } from "../invariants/fenced-owners-store-nothing.ts";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { Problem } from "../invariants/problem.ts";
import type { Probe } from "../invariants/stored-world.ts";
import { holdConversations, quietly } from "./hold-conversations.ts";
import { liveOwnersKeepTheirRuns } from "./live-owners-keep-their-runs.ts";
import type { Mutant } from "./mutants/mutant.ts";
import { openReader, readSettledWorld } from "./read-settled-world.ts";
import type { PlannedFault, SchedulePlan } from "./schedule-plan.ts";
import { isCalm, leaseMs, planSchedule, runExpiryMs } from "./schedule-plan.ts";
import { Scheduler } from "./scheduler.ts";
import type { SimProcess } from "./sim-process.ts";
import { startProcess } from "./sim-process.ts";
import { sleep } from "./sim-tools.ts";
import type { SimWorld } from "./sim-world.ts";

/** How to simulate. */
export interface SimulateOptions {
  /** What is wrong on purpose; absent: nothing. */
  readonly mutant?: Mutant;
  /** Hears of everything that happens. */
  readonly onTrace?: (line: string) => void;
}

/** What came of a schedule. */
export interface ScheduleResult {
  readonly plan: SchedulePlan;
  /** What does not hold; empty: all is well. */
  readonly problems: readonly Problem[];
  /** Stands for all that happened: two simulations of one seed have the same. */
  readonly digest: string;
  readonly steps: number;
  readonly runs: number;
  readonly takeovers: number;
  readonly faults: number;
  readonly history: readonly HistoryEntry[];
}

/** After how many steps everything heals at the latest, and after how many it has to be healed. */
const longestSteps = { faulty: 700, healing: 6_000 };

/** Longer than bytes may lie about that no file names, in milliseconds. */
const laterMs = 2 * 3_600_000;

/** How long it may take until all runs have ended when nothing goes wrong any more, in milliseconds. */
const healingMs = runExpiryMs + 10 * leaseMs + 30_000;

/**
 * Lets processes compete for the runs of a few threads while things go wrong, heals everything, and judges what is left. The
 * same seed makes the same history.
 *
 * @param seed - decides everything
 * @param options - how
 */
export async function simulateSchedule(
  seed: number,
  options: SimulateOptions = {},
): Promise<ScheduleResult> {
  const simulation = new Simulation(planSchedule(seed), options);
  return simulation.run();
}

class Simulation {
  readonly #world: SimWorld;
  readonly #plan: SchedulePlan;
  readonly #scheduler: Scheduler;
  /** The processes that live, but for those that are being closed. */
  readonly #processes = new Set<SimProcess>();
  /** All that ever lived. */
  readonly #callers = new Set<SimProcess>();
  #born = 0;

  constructor(plan: SchedulePlan, { mutant, onTrace }: SimulateOptions) {
    const random = new SeededRandom(plan.seed + 0.5 * 2 ** 32);
    const history: HistoryEntry[] = [];
    this.#plan = plan;
    this.#scheduler = new Scheduler(random.fork(), plan.impatience);
    this.#scheduler.onTrace = onTrace ?? null;
    this.#world = {
      plan,
      scheduler: this.#scheduler,
      random,
      storage: memoryStorage(),
      mutant: mutant ?? null,
      history,
      record: (entry) => {
        history.push(entry);
        if (entry.type !== "seen") this.#scheduler.trace(JSON.stringify(entry));
      },
      runs: new Map(),
      threadIds: [],
      listeners: new Map(),
      workers: new Map(),
      assistantId: "",
      actionsLeft: plan.actions,
      faults: 0,
      isHealed: false,
    };
  }

  async run(): Promise<ScheduleResult> {
    const world = this.#world;
    await this.#prepare();
    for (let count = 0; count < this.#plan.processes; count++) this.#start();
    await this.#goWrong();
    await this.#heal();
    const probes = this.#plan.isProbed ? await this.#probe() : [];
    for (const process of this.#callers) this.#bury(process);
    await this.#cleanUp();
    const reader = openReader(world.storage, this.#scheduler.now, world.random.fork());
    const settled = await readSettledWorld(reader, probes, world.random.fork());
    const leftovers = await findLeftovers(world.storage, world.history, settled);
    const stored = { ...settled, leftovers };
    const problems = checkInvariants(world.history, stored).filter(
      ({ invariant }) => this.#plan.isProbed || invariant !== "threadsAreFree",
    );
    if (isCalm(this.#plan)) {
      const invariant = "liveOwnersKeepTheirRuns";
      const stolen = liveOwnersKeepTheirRuns(world.history);
      problems.push(...stolen.map((text) => ({ invariant, text })));
    }
    return {
      plan: this.#plan,
      problems,
      digest: this.#scheduler.digest(),
      steps: this.#scheduler.steps,
      runs: world.runs.size,
      takeovers: countTakeovers(world.history),
      faults: world.faults,
      history: world.history,
    };
  }

  async #prepare(): Promise<void> {
    const { storage, random, record, threadIds } = this.#world;
    const inhouse = openReader(storage, this.#scheduler.now, random.fork());
    const tools = functionNames.map((name) => ({ type: "function", function: { name } }) as const);
    this.#world.assistantId = (await inhouse.assistants.create({ model: "scripted", tools })).id;
    const caller = new RecordedCaller(inhouse, "p0", record);
    for (let slot = 0; slot < this.#plan.threads; slot++) {
      const id = await caller.createThread(slot);
      if (id !== null) threadIds.push(id);
    }
  }

  #start(): SimProcess {
    const process = startProcess(this.#world, `p${++this.#born}`);
    this.#processes.add(process);
    this.#callers.add(process);
    void quietly(holdConversations(this.#world, process));
    return process;
  }

  async #goWrong(): Promise<void> {
    const faults = [...this.#plan.faults];
    const isOver = (): boolean => this.#world.actionsLeft === 0 && faults.length === 0;
    while (!isOver() && this.#scheduler.steps < longestSteps.faulty) {
      while (faults[0] !== undefined && faults[0].step <= this.#scheduler.steps) {
        this.#inflict(faults.shift() as PlannedFault);
      }
      if (!(await this.#scheduler.step(Number.MAX_SAFE_INTEGER))) return;
    }
  }

  #inflict({ kind, ms }: PlannedFault): void {
    const living = [...this.#processes];
    if (living.length === 0) return;
    const process = this.#world.random.pick(living);
    this.#world.faults++;
    this.#world.record({ type: "fault", process: process.name, fault: kind });
    if (kind === "pause") {
      process.pausedUntil = this.#scheduler.now + ms;
      return;
    }
    this.#processes.delete(process);
    if (kind === "crash") this.#bury(process);
    else void quietly(process.inhouse.close({ drainMs: ms }).then(() => this.#bury(process)));
    const nobody = { name: "world", isDead: false, pausedUntil: 0 };
    this.#scheduler.setTimer(nobody, ms, () => {
      if (!this.#world.isHealed) this.#start();
    });
  }

  #bury(process: SimProcess): void {
    this.#scheduler.bury(process);
    this.#world.listeners.delete(process);
    this.#world.workers.delete(process);
  }

  /** Nothing goes wrong any more, and somebody answers what waits, or its time runs out. */
  async #heal(): Promise<void> {
    const { now } = this.#scheduler;
    this.#world.isHealed = true;
    this.#scheduler.calm();
    this.#world.actionsLeft = 0;
    for (const process of this.#processes) process.pausedUntil = now;
    const healer = [...this.#processes].at(-1) ?? this.#start();
    this.#scheduler.trace(`healed by ${healer.name}`);
    if (this.#plan.isAnswered) void quietly(this.#answer(healer));
    await this.#stepUntil(() => this.#isOver(), healingMs);
    // Who was late to learn that a run is not his any more is still on his way.
    await this.#stepUntil(() => false, leaseMs);
    await this.#stepUntil(() => this.#isOver(), healingMs);
  }

  #isOver(): boolean {
    const { runs } = this.#world;
    if ([...this.#callers].some(({ isDead, openActs }) => !isDead && openActs > 0)) return false;
    return [...runs.values()].every(({ status }) => isTerminal(status));
  }

  async #stepUntil(isOver: () => boolean, limitMs: number): Promise<void> {
    const until = this.#scheduler.now + limitMs;
    const lastStep = this.#scheduler.steps + longestSteps.healing;
    while (!isOver() && this.#scheduler.steps < lastStep) {
      if (!(await this.#scheduler.step(until))) return;
    }
  }

  async #answer(process: SimProcess): Promise<void> {
    for (;;) {
      for (const threadId of this.#world.threadIds) {
        const { data } = await process.inhouse.runs.list(threadId, { limit: 20 });
        for (const run of data) {
          if (run.status === "requires_action") await process.caller.submit(run);
        }
      }
      await sleep(this.#scheduler, process, 1_000);
    }
  }

  /** Hours later, somebody removes the bytes that no file names. */
  async #cleanUp(): Promise<void> {
    const { storage } = this.#world;
    const query = { kind: "blob_removal", at: Number.MAX_SAFE_INTEGER, limit: 1 } as const;
    if ((await storage.due(query)).length === 0) return;
    await this.#stepUntil(() => false, laterMs);
    const cleaner = this.#start();
    let isClean = false;
    const look = async (): Promise<void> => {
      isClean = (await storage.due(query)).length === 0;
    };
    await this.#stepUntil(() => {
      void look();
      return isClean;
    }, healingMs);
    this.#bury(cleaner);
  }

  async #probe(): Promise<readonly Probe[]> {
    const { assistantId, storage } = this.#world;
    const query = { tenant: "default", kind: "thread", parent: "" } as const;
    const threads = await storage.list({ ...query, order: "asc", limit: 100 });
    const threadIds = threads.map(({ id }) => id);
    const process = [...this.#processes].at(-1) as SimProcess;
    const probes: Probe[] = [];
    const probe = async (threadId: string): Promise<void> => {
      const options = { threadId, assistantId, plan: "plain", hasMessage: false } as const;
      const runId = await process.caller.createRun({ ...options, whenBusy: "reject" });
      const run = runId === null ? null : await process.inhouse.runs.wait(runId);
      probes.push({ threadId, outcome: run?.status ?? "refused" });
    };
    for (const threadId of threadIds) void quietly(probe(threadId));
    await this.#stepUntil(() => probes.length === threadIds.length, healingMs);
    return probes;
  }
}
