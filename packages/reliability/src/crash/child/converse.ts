import { setTimeout as sleep } from "node:timers/promises";
import { InhouseError, RuntimeClosedError } from "@inhouse/contracts";
import type { Run } from "@inhouse/core";
import type { SeededRandom } from "@inhouse/testing";
import { fingerprint } from "../../invariants/fingerprint.ts";
import type { Recorder } from "../history-file.ts";
import type { Plan } from "./conversation-script.ts";
import type { RecordedCaller } from "./recorded-caller.ts";

/** What the callers of a process work with. */
export interface CallerWorld {
  readonly caller: RecordedCaller;
  readonly process: string;
  readonly record: Recorder;
  readonly random: SeededRandom;
  /** How many threads are talked on at once. */
  readonly slots: number;
  /** How long a caller thinks at most, in milliseconds. */
  readonly paceMs: number;
}

const plans: readonly Plan[] = [
  "plain",
  "long",
  "tools",
  "rounds",
  "external",
  "mixed",
  "tools",
  "code",
];

/**
 * Talks on several threads at once until the runtime is closed: all that callers do, at random, also to the runs that an earlier
 * process left behind.
 */
export async function converse(world: CallerWorld): Promise<void> {
  const assistantId = await assistantOf(world);
  const slots = Array.from({ length: world.slots }, (_, slot) => slot);
  await Promise.all(slots.map((slot) => new Conversation(world, slot, assistantId).run()));
}

async function assistantOf({ caller }: CallerWorld): Promise<string> {
  for (;;) {
    try {
      const { data } = await caller.inhouse.assistants.list({ limit: 1, order: "asc" });
      return data[0]?.id ?? (await caller.createAssistant());
    } catch (error) {
      if (!(error instanceof InhouseError) || error instanceof RuntimeClosedError) throw error;
      await sleep(20);
    }
  }
}

/** The talk on one thread after the other. */
class Conversation {
  readonly #world: CallerWorld;
  readonly #slot: number;
  readonly #assistantId: string;
  readonly #random: SeededRandom;
  #threadId: string | null = null;

  constructor(world: CallerWorld, slot: number, assistantId: string) {
    this.#world = world;
    this.#slot = slot;
    this.#assistantId = assistantId;
    this.#random = world.random.fork();
  }

  async run(): Promise<void> {
    for (;;) {
      try {
        await sleep(this.#random.below(this.#world.paceMs));
        await this.#turn();
      } catch (error) {
        if (error instanceof RuntimeClosedError) return;
        // A storage that lost its connection, or a thread that somebody else deleted.
        if (!(error instanceof InhouseError)) throw error;
        this.#threadId = null;
      }
    }
  }

  async #turn(): Promise<void> {
    const { caller } = this.#world;
    this.#threadId ??= await this.#findThread();
    const threadId = this.#threadId;
    if (threadId === null) return;
    const { data: runs } = await caller.inhouse.runs.list(threadId, { limit: 5 });
    for (const run of runs) {
      if (run.status === "requires_action" && this.#random.chance(0.8)) await caller.submit(run);
    }
    const choice = this.#random.below(100);
    if (choice < 5) {
      await caller.deleteThread(threadId);
      this.#threadId = null;
    } else if (choice < 15) await this.#abandon(threadId);
    else if (choice < 30) await Promise.all([this.#talk(threadId), this.#talk(threadId)]);
    else if (choice < 45) await this.#talk(threadId, true);
    else await this.#talk(threadId);
  }

  async #findThread(): Promise<string | null> {
    const { caller } = this.#world;
    const { data } = await caller.inhouse.threads.list({ limit: 100 });
    const found = data.find((thread) => thread.metadata.slot === String(this.#slot));
    return found?.id ?? caller.createThread(this.#slot);
  }

  /** A run that nobody gives what it waits for. */
  async #abandon(threadId: string): Promise<void> {
    const { caller } = this.#world;
    const runId = await caller.createRun({
      threadId,
      assistantId: this.#assistantId,
      plan: "external",
      whenBusy: "queue",
      hasMessage: false,
      expiresInMs: 60 + this.#random.below(100),
    });
    if (runId !== null) await caller.inhouse.runs.wait(runId, { until: "end" });
  }

  async #talk(threadId: string, cancels = false): Promise<void> {
    const { caller } = this.#world;
    const plan = this.#random.pick(plans);
    const comesBefore = this.#random.chance(0.3);
    const whenBusy = this.#random.pick(["reject", "queue", "queue", "interrupt"] as const);
    const readsStream = this.#random.chance(0.7);
    const cancelsAfter = cancels ? this.#random.below(40) : null;
    const hasMessage = comesBefore && (await caller.createMessage(threadId, plan)) !== null;
    const runId = await caller.createRun({
      threadId,
      assistantId: this.#assistantId,
      plan,
      whenBusy,
      hasMessage,
    });
    if (runId === null) return;
    await Promise.all([
      cancelsAfter === null ? null : this.#cancel(threadId, runId, cancelsAfter),
      readsStream ? this.#read(runId) : null,
      this.#follow(runId),
    ]);
  }

  async #cancel(threadId: string, runId: string, after: number): Promise<void> {
    await sleep(after);
    await this.#world.caller.cancel(threadId, runId);
  }

  async #follow(runId: string): Promise<Run> {
    const { caller } = this.#world;
    for (;;) {
      const run = await caller.inhouse.runs.wait(runId);
      if (run.status !== "requires_action") return run;
      await caller.submit(run);
      // Somebody else may have been faster, or have cancelled it.
      await sleep(1);
    }
  }

  /** Reads a run's stream, leaves it now and then, and goes on where it was. */
  async #read(runId: string): Promise<void> {
    const { caller, process, record } = this.#world;
    let after = 0;
    for (;;) {
      let left = this.#random.between(1, 40);
      let isOver = true;
      for await (const event of caller.inhouse.runs.stream(runId, { after, until: "end" })) {
        after = event.sequence;
        record({ type: "seen", process, runId, sequence: after, event: fingerprint(event) });
        isOver = --left > 0;
        if (!isOver) break;
      }
      if (isOver) return;
    }
  }
}
