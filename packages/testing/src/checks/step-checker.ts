import { isDeepStrictEqual } from "node:util";
import type { RunStep, RunStepDelta, RunStepEvent, ToolCall } from "@inhouse/contracts";
import type { MessageChecker } from "./message-checker.ts";

/** Follows the steps of a run through its events. {@link RunEventsChecker} has one. */
export class StepChecker {
  /** Every step that was announced, as its last event showed it. */
  readonly known: Map<string, RunStep> = new Map();
  /** The step that is open. */
  open: RunStep | null = null;
  /** The tokens of all steps. */
  usage = 0;
  readonly #complain: (problem: string) => undefined;
  readonly #messages: MessageChecker;
  #hasBegun = false;
  #calls: { id: string; arguments: string; told: ToolCall }[] = [];
  #reasoning = "";

  /**
   * @param complain - is told every problem
   * @param messages - what the steps write
   */
  constructor(complain: (problem: string) => undefined, messages: MessageChecker) {
    this.#complain = complain;
    this.#messages = messages;
  }

  /** Whether the open step is one of tool calls. */
  get hasOpenCalls(): boolean {
    return this.open?.type === "tool_calls";
  }

  /**
   * Takes in an event about a step.
   *
   * @param event - a step was created, or has a new status
   */
  change({ type, data }: RunStepEvent): undefined {
    if (type === "thread.run.step.created") return this.#create(data);
    if (this.open?.id !== data.id) return this.#complain(`${type} of a step that is not open`);
    this.known.set(data.id, data);
    if (type === "thread.run.step.in_progress") {
      if (this.#hasBegun) this.#complain("a step begins twice");
      this.#hasBegun = true;
      return;
    }
    if (!this.#hasBegun) this.#complain("a step ends before it begins");
    if (type !== `thread.run.step.${data.status}`) this.#complain(`${type} shows ${data.status}`);
    if (this.#messages.open !== null) this.#complain("a step ends before its message");
    const { stepDetails } = data;
    if (stepDetails.type === "message_creation") {
      if (!this.#messages.known.has(stepDetails.messageId)) this.#complain("a step wrote nothing");
    } else this.#checkCalls(stepDetails.toolCalls, data.status === "completed");
    if ((data.reasoning ?? "") !== this.#reasoning) {
      this.#complain(`a step's reasoning is '${data.reasoning}', not '${this.#reasoning}'`);
    }
    this.usage += data.usage?.totalTokens ?? 0;
    this.open = null;
    this.#reasoning = "";
  }

  /**
   * Takes in what is new in a step.
   *
   * @param delta - more of the open step
   */
  grow(delta: RunStepDelta): undefined {
    const { open } = this;
    if (open?.id !== delta.stepId || !this.#hasBegun || open.type !== "tool_calls") {
      return this.#complain(`${delta.type} of a step that is not open`);
    }
    const call = this.#calls[delta.index];
    if (delta.type === "tool_call_started") {
      if (delta.index !== this.#calls.length) this.#complain("a call does not begin in its turn");
      if (delta.toolCall.arguments !== "") this.#complain("a call begins with arguments");
      this.#calls.push({ id: delta.toolCall.id, arguments: "", told: delta.toolCall });
    } else if (call === undefined) this.#complain(`${delta.type} of a call that did not begin`);
    else if (delta.type === "tool_call_arguments") {
      if (delta.index !== this.#calls.length - 1) this.#complain("the calls interleave");
      call.arguments += delta.arguments;
    } else if (delta.type === "tool_call_updated") {
      if (delta.toolCall.id !== call.id) this.#complain("a call changes its id");
      call.arguments = delta.toolCall.arguments;
      call.told = delta.toolCall;
    }
  }

  /**
   * Takes in more of the model's thinking.
   *
   * @param text - what it thinks
   */
  reason(text: string): void {
    this.#reasoning += text;
  }

  #create(step: RunStep): undefined {
    if (this.known.has(step.id)) this.#complain(`the step ${step.id} is created twice`);
    if (this.open !== null) this.#complain("a step is created while another is open");
    if (step.status !== "in_progress") this.#complain(`a new step is ${step.status}`);
    if (step.stepDetails.type === "tool_calls" && step.stepDetails.toolCalls.length > 0) {
      this.#complain("a new step has calls");
    }
    this.known.set(step.id, step);
    this.open = step;
    this.#hasBegun = false;
    this.#calls = [];
  }

  #checkCalls(calls: readonly ToolCall[], isCompleted: boolean): void {
    const told = JSON.stringify(this.#calls.map(({ told: _, ...call }) => call));
    const kept = JSON.stringify(calls.map((call) => ({ id: call.id, arguments: call.arguments })));
    if (kept !== told) this.#complain(`a step ends with the calls ${kept}, its deltas say ${told}`);
    const settled = new Set(["completed", "failed", "denied", "unknown"]);
    if (!isCompleted) return;
    for (const [index, call] of calls.entries()) {
      if (!settled.has(call.status)) this.#complain(`a call ends ${call.status}`);
      // Outcomes that came from a caller, or without running anything, are shown by the step alone.
      const ranHere = call.startedAt !== null && /^(completed|failed)$/.test(call.status);
      if (!ranHere || isDeepStrictEqual(call, this.#calls[index]?.told)) continue;
      const last = JSON.stringify(this.#calls[index]?.told);
      this.#complain(`a call ends as ${JSON.stringify(call)}, and was last told of as ${last}`);
    }
  }
}
