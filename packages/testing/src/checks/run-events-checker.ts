import type { RunEvent, RunStatusEvent } from "@inhouse/contracts";
import { MessageChecker } from "./message-checker.ts";
import { StepChecker } from "./step-checker.ts";

/** What may follow what, as the log tells it; written from the promises, and not from the code. */
const follows: Readonly<Record<string, readonly string[]>> = {
  "": ["created"],
  created: ["queued"],
  queued: ["in_progress", "cancelling", "expired", "failed"],
  in_progress: [
    "in_progress",
    "queued",
    "requires_action",
    "cancelling",
    "completed",
    "incomplete",
    "failed",
    "expired",
  ],
  requires_action: ["queued", "cancelling", "expired"],
  cancelling: ["cancelled", "completed", "incomplete", "failed"],
};

/**
 * Reads a run's events one by one from the first, and says at any time what is wrong with them. For all events at once, see
 * {@link checkRunEvents}.
 */
export class RunEventsChecker {
  /** What was wrong until now, as sentences. */
  readonly problems: string[] = [];
  /** What the events told of messages. */
  readonly messages: MessageChecker;
  /** What the events told of steps. */
  readonly steps: StepChecker;
  #status = "";
  #hasBegun = false;
  #next = 1;
  #runUsage: number | null = null;

  constructor() {
    const complain = (problem: string): undefined => {
      this.problems.push(`event ${this.#next - 1}: ${problem}`);
    };
    this.messages = new MessageChecker(complain);
    this.steps = new StepChecker(complain, this.messages);
  }

  /** The status that the last event about the run told. */
  get status(): string {
    return this.#status;
  }

  /** Whether the run has ended, as far as the events tell. */
  get hasEnded(): boolean {
    return this.#status !== "" && follows[this.#status] === undefined;
  }

  /**
   * Takes in the next event.
   *
   * @param event - the event
   */
  read(event: RunEvent): void {
    if (event.sequence !== this.#next) {
      this.problems.push(`event ${event.sequence} comes where ${this.#next} should`);
    }
    this.#next = event.sequence + 1;
    if (this.hasEnded) this.problems.push(`${event.type} comes behind the run's end`);
    if (event.type === "thread.created") {
      if (event.sequence !== 1) this.problems.push("thread.created is not the first event");
      return;
    }
    if (isOfRun(event)) {
      this.#changeRun(event);
      return;
    }
    if (!this.#hasBegun) this.problems.push(`${event.type} comes before the run begins`);
    if (event.type === "thread.run.reasoning.delta") this.steps.reason(event.data.text);
    else if (event.type === "thread.message.delta") this.messages.grow(event.data);
    else if (event.type === "thread.message.deleted") this.messages.void(event.data.messageId);
    else if (event.type === "thread.run.step.delta") this.steps.grow(event.data);
    else if (event.type.startsWith("thread.run.step.")) {
      this.steps.change(event as Extract<RunEvent, { type: "thread.run.step.created" }>);
    } else this.messages.change(event as Extract<RunEvent, { type: "thread.message.created" }>);
  }

  /** @returns all problems, those of the end too: the run must have ended */
  finish(): readonly string[] {
    if (!this.hasEnded) this.problems.push(`the log ends with the run ${this.#status}`);
    if (this.#runUsage !== null && this.#runUsage !== this.steps.usage) {
      this.problems.push(`the run used ${this.#runUsage} tokens, its steps ${this.steps.usage}`);
    }
    return this.problems;
  }

  #changeRun({ type, data }: RunStatusEvent): void {
    const status = type.slice("thread.run.".length);
    if (!follows[this.#status]?.includes(status)) {
      this.problems.push(`the run goes from '${this.#status}' to '${status}'`);
    }
    this.#status = status;
    this.#hasBegun ||= status === "in_progress";
    if (status !== "created" && data.status !== status) {
      this.problems.push(`${type} shows a run that is ${data.status}`);
    }
    if (status === "requires_action") {
      if (!this.steps.hasOpenCalls) this.problems.push("the run waits for calls of no open step");
      if (data.requiredAction === null) this.problems.push("the run waits for nothing");
    } else if (data.requiredAction !== null) this.problems.push(`${type} shows a required action`);
    // Whoever asks for an end is told at once, and then everything comes to it.
    const isMessageOpen = this.messages.open !== null && status !== "cancelling";
    if (isMessageOpen) this.problems.push(`a message is open at ${type}`);
    if (!this.hasEnded) return;
    if (this.steps.open !== null) this.problems.push("a step is open at the run's end");
    if (data.expiresAt !== null) this.problems.push("an ended run has an expiry");
    this.#runUsage = data.usage?.totalTokens ?? -1;
  }
}

function isOfRun(event: RunEvent): event is RunStatusEvent {
  return /^thread\.run\.[a-z_]+$/.test(event.type);
}
