import { InhouseError } from "@inhouse/contracts";
import type { TurnFunction } from "@inhouse/model-scripted";
import { hang, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { expectSound, quiet, VirtualClock } from "@inhouse/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Engine } from "../test-support/engine.ts";
import { externalTool, startEngine } from "../test-support/engine.ts";
import type { ModelPlan } from "../test-support/run-model.ts";
import { RunModel } from "../test-support/run-model.ts";
import type { BusyPolicy } from "./run-input.ts";
import { isTerminal } from "./run-status.ts";

const settings = { leaseMs: 10_000, modelIdleMs: 10_000_000 };

/** Answers by the last message of the thread, which says what the run is to do. */
const byPlan: TurnFunction = ({ lastUserText, toolResults }) => {
  if (lastUserText === "hang") return hang();
  return lastUserText === "wait" && toolResults.length === 0 ? toolCall("theirs") : "Done.";
};

/** One thread, and processes that come and go over it. */
class Reality {
  readonly #inner = memoryStorage();
  readonly #clock = new VirtualClock();
  readonly #runIds: string[] = [];
  #engine: Engine = this.#start();
  #threadId = "";
  #assistantId = "";

  async open(): Promise<this> {
    const { assistants, threads } = this.#engine.inhouse;
    this.#assistantId = (
      await assistants.create({ model: "demo", tools: [externalTool("theirs")] })
    ).id;
    this.#threadId = (await threads.create()).id;
    return this;
  }

  create(plan: ModelPlan, whenBusy: BusyPolicy, expiresInMs: number): Promise<boolean> {
    return this.#isRefused(async ({ runs }) => {
      const run = await runs.create(this.#threadId, {
        assistantId: this.#assistantId,
        additionalMessages: [{ content: plan }],
        whenBusy,
        expiresInMs,
      });
      this.#runIds.push(run.id);
    });
  }

  cancel(index: number): Promise<boolean> {
    return this.#isRefused(({ runs }) => runs.cancel(this.#runIds[index] ?? "run_none"));
  }

  submit(index: number): Promise<boolean> {
    return this.#isRefused(async ({ runs }) => {
      const id = this.#runIds[index] ?? "run_none";
      const calls = (await runs.retrieve(id)).requiredAction?.toolCalls ?? [];
      const toolOutputs = calls.map((call) => ({ toolCallId: call.id, output: "yes" }));
      await runs.submitToolOutputs(id, { toolOutputs });
    });
  }

  tick(milliseconds: number): Promise<void> {
    return this.#clock.advance(milliseconds);
  }

  /** The process dies, and another one comes. */
  crash(): void {
    this.#engine.kill();
    this.#engine = this.#start();
  }

  async statuses(): Promise<readonly string[]> {
    const { data } = await this.#engine.inhouse.runs.list(this.#threadId, {
      order: "asc",
      limit: 100,
    });
    expect(data.map(({ id }) => id).toSorted()).toEqual(this.#runIds.toSorted());
    return this.#runIds.map((id) => data.find((run) => run.id === id)?.status ?? "gone");
  }

  async expectAllSound(): Promise<void> {
    const { inhouse } = this.#engine;
    for (const id of this.#runIds) {
      if (isTerminal((await inhouse.runs.retrieve(id)).status)) await expectSound(inhouse, id);
    }
  }

  #start(): Engine {
    return startEngine(byPlan, { inner: this.#inner, clock: this.#clock, shared: true, settings });
  }

  async #isRefused(work: (inhouse: Engine["inhouse"]) => Promise<unknown>): Promise<boolean> {
    try {
      await work(this.#engine.inhouse);
      return false;
    } catch (error) {
      if (!(error instanceof InhouseError)) throw error;
      return true;
    } finally {
      await quiet();
    }
  }
}

type Command = fc.AsyncCommand<RunModel, Reality>;

/** Whether it was refused, where it can be. */
type Outcome = boolean | undefined;

/** A thing that somebody does to both, after which they must look the same. */
function command(
  name: string,
  doIt: (side: RunModel | Reality) => Outcome | Promise<Outcome>,
): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, reality) {
      const expected = await doIt(model);
      expect(await doIt(reality), name).toBe(expected);
      expect(await reality.statuses(), name).toEqual(model.runs.map(({ status }) => status));
    },
  };
}

/** How long it takes until somebody has taken up what a dead process left, in milliseconds. */
const takeoverMs = settings.leaseMs + 2_000;

const crash: Command = {
  check: () => true,
  toString: () => "crash",
  async run(model, reality) {
    reality.crash();
    await reality.tick(takeoverMs);
    model.tick(takeoverMs);
    expect(await reality.statuses()).toEqual(model.runs.map(({ status }) => status));
  },
};

const index = fc.nat({ max: 5 });
const commands = fc.commands(
  [
    fc
      .record({
        plan: fc.constantFrom<ModelPlan>("answer", "wait", "wait", "hang"),
        whenBusy: fc.constantFrom<BusyPolicy>("reject", "queue", "queue", "interrupt"),
        expiresInMs: fc.constantFrom(15_000, 60_000, 10_000_000),
      })
      .map(({ plan, whenBusy, expiresInMs }) =>
        command(`create ${plan}, ${whenBusy}, ${expiresInMs}`, (side) =>
          side.create(plan, whenBusy, expiresInMs),
        ),
      ),
    index.map((at) => command(`cancel ${at}`, (side) => side.cancel(at))),
    index.map((at) => command(`submit ${at}`, (side) => side.submit(at))),
    fc.constantFrom(100, 8_000, 20_000).map((ms) =>
      command(`tick ${ms}`, async (side) => {
        await side.tick(ms);
        return undefined;
      }),
    ),
    fc.constant(crash),
  ],
  { size: "max", maxCommands: 20 },
);

it("runs go as the rules of their statuses say, whoever does what, and whatever dies", async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (cmds) => {
      let reality: Reality | null = null;
      const setup = async (): Promise<{ model: RunModel; real: Reality }> => {
        reality = await new Reality().open();
        return { model: new RunModel(), real: reality };
      };
      await fc.asyncModelRun(setup, cmds);
      await (reality as Reality | null)?.expectAllSound();
    }),
    // Commands that hang are told, and not only that something does.
    { numRuns: Number(process.env.MODEL_RUNS ?? 40), timeout: 60_000 },
  );
}, 600_000);
