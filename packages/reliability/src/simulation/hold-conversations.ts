import { InhouseError, RuntimeClosedError } from "@inhouse/contracts";
import type { Plan } from "../crash/child/conversation-script.ts";
import { fingerprint } from "../invariants/fingerprint.ts";
import type { SimProcess } from "./sim-process.ts";
import { sleep } from "./sim-tools.ts";
import type { SimWorld } from "./sim-world.ts";

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

/** How long a caller rests at most between two things that he does, in milliseconds. */
const paceMs = 600;

/**
 * All that callers do, at random, until enough was done or the process is gone. They never wait for what they began.
 *
 * @param world - where
 * @param process - through which process
 */
export async function holdConversations(world: SimWorld, process: SimProcess): Promise<void> {
  const { random } = process;
  while (world.actionsLeft > 0) {
    await sleep(world.scheduler, process, random.below(paceMs));
    if (world.actionsLeft === 0) return;
    world.actionsLeft--;
    process.openActs++;
    void quietly(act(world, process, random.pick(world.threadIds))).then(() => {
      process.openActs--;
    });
  }
}

async function act(world: SimWorld, process: SimProcess, threadId: string): Promise<void> {
  const { random, caller, inhouse } = process;
  const choice = random.below(100);
  const plan = random.pick(plans);
  if (choice < 10) {
    await caller.createMessage(threadId, plan);
    return;
  }
  if (choice < 14) return replaceThread(world, process, threadId);
  if (choice < 22) {
    const { data } = await inhouse.runs.list(threadId, { limit: 3 });
    const open = data.find((run) => run.expiresAt !== null);
    if (open !== undefined) await caller.cancel(threadId, open.id);
    return;
  }
  const expiresInMs = random.chance(0.1) ? random.between(200, 3_000) : null;
  const runId = await caller.createRun({
    threadId,
    assistantId: world.assistantId,
    plan,
    whenBusy: random.pick(["reject", "queue", "queue", "interrupt"] as const),
    hasMessage: false,
    ...(expiresInMs === null ? {} : { expiresInMs }),
  });
  if (runId === null) return;
  if (random.chance(0.4)) void quietly(read(world, process, runId));
  if (random.chance(0.6)) void quietly(follow(world, process, runId));
  if (random.chance(0.15)) {
    await sleep(world.scheduler, process, random.below(2_000));
    await caller.cancel(threadId, runId);
  }
}

async function replaceThread(
  { threadIds }: SimWorld,
  { caller }: SimProcess,
  threadId: string,
): Promise<void> {
  if ((await caller.deleteThread(threadId)) === null) return;
  const id = await caller.createThread(threadIds.length);
  const place = threadIds.indexOf(threadId);
  if (id !== null && place !== -1) threadIds[place] = id;
}

/** Gives a run what it waits for. */
async function follow(world: SimWorld, process: SimProcess, runId: string): Promise<void> {
  for (;;) {
    const run = await process.inhouse.runs.wait(runId);
    if (run.status !== "requires_action") return;
    await process.caller.submit(run);
    await sleep(world.scheduler, process, 100);
  }
}

/** Reads a run's events, leaves them now and then, and goes on where it was. */
async function read(world: SimWorld, process: SimProcess, runId: string): Promise<void> {
  const { random, inhouse, name } = process;
  let after = 0;
  for (;;) {
    let left = random.between(1, 40);
    for await (const event of inhouse.runs.stream(runId, { after, until: "end" })) {
      after = event.sequence;
      const print = fingerprint(event);
      world.record({ type: "seen", process: name, runId, sequence: after, event: print });
      if (--left === 0) break;
    }
    if (left > 0) return;
  }
}

/** What the storage or the end of a process does to a caller is written down where it matters. */
export async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InhouseError || error instanceof RuntimeClosedError) return;
    throw error;
  }
}
