import type {
  JsonValue,
  ToolCall,
  ToolCallErrorReason,
  ToolCaller,
  ToolCallsPolicy,
  ToolResult,
} from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import { allArgumentCharacters, gatherMs } from "../tools/nested-limits.ts";
import type { CallableBinding, NestedRequest } from "../tools/nested-request.ts";
import { callableBindings, checkArguments, readRequest } from "../tools/nested-request.ts";
import { newToolCall } from "../tools/plan-tool-calls.ts";
import type { CallControl, OpenTools, ToolCallOutcome } from "../tools/run-tool-call.ts";
import { runToolCall } from "../tools/run-tool-call.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import { callContext } from "./call-context.ts";
import type { LiveRun } from "./live-run.ts";
import { childrenOf, withCall, withChild, withChildOutcome } from "./nested-records.ts";
import { nestedResult, toldAgain, withinResultLimit } from "./nested-results.ts";
import { isOver } from "./settle-orphans.ts";
import type { StepInbox } from "./step-inbox.ts";
import { callsOf } from "./tool-calls.ts";

/** Whose calls they are, and where they are kept. */
export interface NestedCallsOptions {
  readonly live: LiveRun;
  /** The call whose code makes them. */
  readonly parent: ToolCall;
  readonly parentKey: string;
  readonly policy: ToolCallsPolicy;
  /** What answers the run's calls. */
  readonly bindings: readonly ToolBinding[];
  readonly inbox: StepInbox;
  readonly control: CallControl;
}

/**
 * The calls that the code of one call makes. Each is checked as a call of the model is, and stored before its tool is started
 * and again before its outcome is told. An attempt that follows another is told the outcomes which that one had: the calls of
 * both are matched by name and arguments, so that it does not matter in which order code makes calls at once.
 */
export class NestedCalls implements OpenTools {
  readonly asked: ToolCall[] = [];
  readonly caller: ToolCaller;
  readonly #options: NestedCallsOptions;
  readonly #callable: readonly CallableBinding[];
  /** Calls of the attempts before that this one has not made yet. */
  readonly #earlier: ToolCall[];
  /** How many calls this attempt made, and how many all of them made together. */
  #requests = 0;
  #made: number;
  #argumentCharacters: number;
  /** How many calls are under way, but for those that wait for a person. */
  #busy = 0;
  #cancelGather: () => void = () => undefined;
  #putBack: (() => Promise<boolean>) | null;
  #isAside = false;

  constructor(options: NestedCallsOptions) {
    this.#options = options;
    this.#callable = callableBindings(options.bindings);
    const isRepeatable = options.policy.repeatable === true;
    this.#putBack = isRepeatable ? async () => true : null;
    this.caller = {
      list: () => this.#callable.map((binding) => binding.function),
      call: (name, input, more) => this.#call(name, input, more?.signal),
      ...(!isRepeatable &&
        this.#callable.some(mayAsk) && {
          allowRepeat: (putBack) => {
            this.#putBack = putBack;
          },
        }),
    };
    this.#earlier = [...this.#children()];
    this.#made = this.#earlier.length;
    this.#argumentCharacters = this.#earlier.reduce((sum, one) => sum + one.arguments.length, 0);
    options.control.signal.addEventListener("abort", () => this.#cancelGather(), { once: true });
  }

  /** @returns whether all is as it was before the call; if not, the call has ended */
  async putBack(): Promise<boolean> {
    this.#isAside = true;
    return (await this.#putBack?.()) ?? true;
  }

  async #call(name: string, input: JsonValue, signal?: AbortSignal): Promise<ToolResult> {
    let result: ToolResult | "asked";
    this.#begin();
    try {
      this.#checkGoing(name, signal);
      this.#count(name);
      const request = readRequest(this.#callable, name, input);
      // Before anything is waited for: calls are matched in the order in which the code makes them.
      const earlier = this.#takeEarlier(request);
      result = await this.#make(request, earlier, signal);
    } finally {
      this.#end();
    }
    return result === "asked" ? this.#waitAside(name) : result;
  }

  /** While others work for the code, its own time stands still. */
  #begin(): void {
    this.#busy++;
    this.#cancelGather();
    this.#options.control.limit.stop();
  }

  #end(): void {
    this.#busy--;
    const { control, live } = this.#options;
    if (this.#busy > 0 || control.signal.aborted) return;
    if (this.asked.length === 0) control.limit.run();
    else this.#cancelGather = live.scope.clock.setTimer(gatherMs, () => control.putAside());
  }

  #count(name: string): void {
    this.#requests++;
    if (this.#requests > this.#options.policy.maxCalls) throw this.#tooMany(name);
  }

  #takeEarlier({ name, text }: NestedRequest): ToolCall | null {
    const index = this.#earlier.findIndex((one) => one.name === name && one.arguments === text);
    const [earlier] = index < 0 ? [] : this.#earlier.splice(index, 1);
    if (earlier !== undefined) return earlier;
    this.#made++;
    if (this.#made > this.#options.policy.maxCalls) throw this.#tooMany(name);
    this.#argumentCharacters += text.length;
    if (this.#argumentCharacters <= allArgumentCharacters) return null;
    const why = `The arguments of all calls together may be ${allArgumentCharacters} characters long as JSON. '${name}' was not called.`;
    throw new ToolCallError(name, "too_large", why);
  }

  async #make(
    request: NestedRequest,
    earlier: ToolCall | null,
    signal: AbortSignal | undefined,
  ): Promise<ToolResult | "asked"> {
    const { live, parent, inbox, control } = this.#options;
    const { binding, name, text } = request;
    if (earlier !== null && isOver(earlier)) return toldAgain(inbox.value, earlier);
    // What is run is what is stored, whatever becomes of the object that was given.
    const input = JSON.parse(text) as JsonValue;
    await checkArguments(request, input);
    const crashPolicy =
      earlier?.status === "started" ? (binding.tool.afterCrash ?? "report") : null;
    if (earlier !== null && crashPolicy === "retry") return this.#run(binding, earlier, signal);
    if (earlier !== null && crashPolicy === "report") return this.#report(earlier);
    const id = live.scope.newId("toolCall");
    const call = earlier ?? {
      ...newToolCall({ id, name, arguments: text }, binding),
      parentId: parent.id,
    };
    const invocation = { name, input, definition: binding.definition };
    const isApproved = earlier?.status === "pending";
    if (
      !isApproved &&
      (crashPolicy === "ask" || (await binding.needsApproval(invocation, control.signal)))
    ) {
      this.#checkGoing(name, signal);
      return this.#ask(call);
    }
    this.#checkGoing(name, signal);
    const startedAt = call.startedAt ?? live.scope.clock.now();
    const started: ToolCall = { ...call, status: "started", startedAt };
    const change = earlier === null ? withChild : withCall;
    await this.#store(name, (record) => change(record, started));
    return this.#run(binding, started, signal);
  }

  async #run(
    binding: CallableBinding,
    call: ToolCall,
    signal: AbortSignal | undefined,
  ): Promise<ToolResult> {
    const { live, parentKey, inbox, control } = this.#options;
    const { clock, settings } = live.scope;
    const calls = callsOf(inbox.value);
    const number = this.#children().findIndex((one) => one.id === call.id) + 1;
    const index = calls.findIndex((one) => one.id === call.id);
    const stepId = inbox.value.step.id;
    const over = signal === undefined ? [control.signal] : [control.signal, signal];
    const ended = await runToolCall(call, binding, {
      clock,
      signal: AbortSignal.any(over),
      timeoutMs: binding.tool.timeoutMs ?? settings.toolTimeoutMs,
      // All of it or nothing: half of a JSON text is none.
      outputCharacters: Number.MAX_SAFE_INTEGER,
      context: callContext(live, call, `${parentKey}/${number}`, { stepId, index }),
    });
    const outcome = withinResultLimit(ended);
    await this.#keep(call.name, outcome);
    if (outcome.call.status === "unknown") throw stopped(call.name);
    return nestedResult(outcome);
  }

  /** The process that ran it died: its tool says that this is told, and that it is not run again. */
  async #report(call: ToolCall): Promise<ToolResult> {
    const endedAt = this.#options.live.scope.clock.now();
    const outcome = {
      call: { ...call, status: "unknown", output: unknownOutcome, endedAt } as const,
      imageFileIds: [],
    };
    await this.#keep(call.name, outcome);
    return nestedResult(outcome);
  }

  #keep(name: string, outcome: ToolCallOutcome): Promise<void> {
    const { live } = this.#options;
    return this.#store(name, (record) => {
      // Handed back: who takes the run up goes by the tool's own policy.
      if (live.stopReason === "released" && outcome.call.status === "unknown") return record;
      const known = callsOf(record).find((one) => one.id === outcome.call.id);
      return known === undefined || isOver(known) ? record : withChildOutcome(record, outcome);
    });
  }

  async #store(name: string, change: (record: StepRecord) => StepRecord): Promise<void> {
    try {
      await this.#options.inbox.store(change);
    } catch {
      throw stopped(name);
    }
  }

  #ask(call: ToolCall): "asked" {
    const { inbox } = this.#options;
    const why = (because: string): ToolCallError => {
      const advice = `Call '${call.name}' yourself, outside of the code.`;
      const told = `'${call.name}' needs a person's approval, ${because}. ${advice}`;
      return new ToolCallError(call.name, "needs_approval", told);
    };
    if (this.#putBack === null) throw why("which this code cannot wait for");
    if (inbox.value.nested?.some(({ toolCallId, isWhole }) => !isWhole && this.#owns(toolCallId))) {
      throw why("and what this code was told before is too long to be kept until then");
    }
    this.asked.push({ ...call, status: "awaiting_approval" });
    return "asked";
  }

  /** A call that waits for a person's word has no outcome in this attempt. */
  async #waitAside(name: string): Promise<never> {
    const { signal } = this.#options.control;
    if (!signal.aborted) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    }
    const why = `'${name}' waits for a person's approval. The code will be run again.`;
    throw new ToolCallError(name, "paused", why);
  }

  #children(): readonly ToolCall[] {
    const { inbox, parent } = this.#options;
    return childrenOf(callsOf(inbox.value), parent.id);
  }

  #owns(toolCallId: string): boolean {
    return this.#children().some(({ id }) => id === toolCallId);
  }

  #checkGoing(name: string, signal: AbortSignal | undefined): void {
    const isStopped = this.#isAside || this.#options.control.signal.aborted;
    if (isStopped || signal?.aborted === true) throw stopped(name);
  }

  #tooMany(name: string): ToolCallError {
    const { maxCalls } = this.#options.policy;
    const why = `The code may call tools ${maxCalls} times, and did. '${name}' was not called.`;
    return new ToolCallError(name, "too_many_calls", why);
  }
}

const mayAsk = ({ tool }: CallableBinding): boolean =>
  tool.needsApproval !== undefined || tool.afterCrash === "ask";

const unknownOutcome =
  "The process that ran this call stopped before the outcome was stored. Whether it took effect is unknown.";

function stopped(name: string): ToolCallError {
  const reason: ToolCallErrorReason = "stopped";
  return new ToolCallError(name, reason, `The call of '${name}' was given up.`);
}
