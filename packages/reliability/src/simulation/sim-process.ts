import type { Clock } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { Turn, TurnFunction, TurnPart } from "@inhouse/model-scripted";
import { delay, drop, fail, hang, scriptedModel } from "@inhouse/model-scripted";
import type { SeededRandom } from "@inhouse/testing";
import { conversationScript } from "../crash/child/conversation-script.ts";
import { RecordedCaller } from "../crash/child/recorded-caller.ts";
import { leaseMs, runExpiryMs } from "./schedule-plan.ts";
import type { Sleeper } from "./scheduler.ts";
import { simConnection } from "./sim-connection.ts";
import { simDispatcher } from "./sim-dispatcher.ts";
import { simTools } from "./sim-tools.ts";
import type { SimWorld } from "./sim-world.ts";

/** A process of the simulation: a runtime with its own clock, connection, tools and provider. */
export interface SimProcess extends Sleeper {
  readonly inhouse: Runtime;
  readonly caller: RecordedCaller;
  readonly random: SeededRandom;
  /** How many things callers have begun here that may still make something. */
  openActs: number;
}

/** Starts a process. */
export function startProcess(world: SimWorld, name: string): SimProcess {
  const { plan, record, scheduler } = world;
  const sleeper: Sleeper = { name, isDead: false, pausedUntil: 0 };
  const random = world.random.fork();
  const skew = plan.skewMs === 0 ? 0 : random.between(-plan.skewMs, plan.skewMs);
  record({ type: "process", process: name });
  scheduler.trace(`${name} starts`);
  const clock: Clock = {
    now: () => scheduler.now + skew,
    setTimer: (ms, callback) => scheduler.setTimer(sleeper, ms, callback),
  };
  const model = scriptedModel(provider(world, sleeper, random), {
    chunkSize: 40,
    chunkDelayMs: 30,
    checkPrompts: false,
    keepCalls: 1,
    sleep: (ms, signal) => sleepUnless(clock, ms, signal),
  });
  const inhouse = createRuntime({
    models: { scripted: model },
    storage: simConnection(world, sleeper),
    tools: simTools(world, sleeper, random),
    settings: { leaseMs, runExpiryMs, toolTimeoutMs: 5_000, modelIdleMs: 10_000 },
    contextSizes: { scripted: 100_000 },
    clock,
    random,
    ...(plan.isDispatched ? { dispatcher: simDispatcher(world, sleeper) } : {}),
    onError: (error) => record({ type: "error", process: name, text: String(error) }),
  });
  return Object.assign(sleeper, {
    inhouse,
    random,
    openActs: 0,
    caller: new RecordedCaller(inhouse, name, record),
  });
}

/** A provider that is slow, and fails now and then. */
function provider(world: SimWorld, sleeper: Sleeper, random: SeededRandom): TurnFunction {
  const { scheduler, plan } = world;
  const answer = conversationScript(sleeper.name, world.record);
  return async (request) => {
    await scheduler.pass(sleeper, "provider");
    const parts = partsOf(await answer(request));
    const wait = delay(random.below(500));
    if (world.isHealed || !random.chance(plan.providerFaults)) return [wait, ...parts];
    world.faults++;
    return random.pick<readonly TurnPart[]>([
      [wait, fail({ status: 500 })],
      [wait, ...parts, drop()],
      [wait, ...parts, hang()],
    ]);
  };
}

function partsOf(turn: Turn): readonly TurnPart[] {
  return typeof turn === "string" || !Array.isArray(turn) ? [turn as TurnPart] : turn;
}

function sleepUnless(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      cancel();
      reject(signal.reason);
    };
    const cancel = clock.setTimer(ms, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}
