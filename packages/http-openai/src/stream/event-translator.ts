import type { JsonObject, MessageEvent, RunEvent, RunStepEvent } from "@inhouse/contracts";
import { messageView } from "../views/message-view.ts";
import { runView } from "../views/run-view.ts";
import { stepView } from "../views/step-view.ts";
import { threadView } from "../views/thread-view.ts";
import { MessageDeltas } from "./message-frames.ts";
import { StepDeltas } from "./step-frames.ts";

/** An event of the wire. */
export interface WireEvent {
  readonly event: string;
  readonly data: JsonObject;
}

/** How events are told. */
export interface TranslatorOptions {
  /** Whether to tell what the hosted API has no words for. */
  readonly extensions: boolean;
  /** Whether to show the texts that a search found. */
  readonly contents: boolean;
}

/**
 * Tells the events of a run in the grammar that the official SDKs take. The same events always give the same ones of the
 * wire, so that a late reader sees what an early one saw.
 */
export class EventTranslator {
  readonly #options: TranslatorOptions;
  #step: { readonly id: string; readonly deltas: StepDeltas } | null = null;
  #message: { readonly id: string; readonly deltas: MessageDeltas } | null = null;

  constructor(options: TranslatorOptions) {
    this.#options = options;
  }

  /** @returns the events of the wire that say it, in order; none: the wire does not */
  next(event: RunEvent): WireEvent[] {
    switch (event.type) {
      case "thread.created":
        return [{ event: event.type, data: threadView(event.data) }];
      case "thread.message.delta": {
        const delta =
          this.#message?.id === event.data.messageId && this.#message.deltas.next(event.data);
        return delta ? [{ event: event.type, data: delta }] : [];
      }
      case "thread.run.step.delta":
        return this.#stepDelta(event);
      case "thread.run.reasoning.delta":
        return this.#extension("thread.inhouse.reasoning.delta", { text: event.data.text });
      case "thread.message.deleted":
        // The message was closed before, and a reader that puts messages together knows no other end.
        return this.#extension("thread.inhouse.message.deleted", { id: event.data.messageId });
      case "thread.message.created":
      case "thread.message.in_progress":
      case "thread.message.completed":
      case "thread.message.incomplete":
        return [this.#messageEvent(event)];
      case "thread.run.step.created":
      case "thread.run.step.in_progress":
      case "thread.run.step.completed":
      case "thread.run.step.failed":
      case "thread.run.step.cancelled":
      case "thread.run.step.expired":
        return this.#stepEvent(event);
      default:
        return [{ event: event.type, data: runView(event.data) }];
    }
  }

  #messageEvent({ type, data }: MessageEvent): WireEvent {
    const { extensions } = this.#options;
    if (type === "thread.message.created") {
      this.#message = { id: data.id, deltas: new MessageDeltas(data.id, extensions) };
    }
    if (type === "thread.message.completed" || type === "thread.message.incomplete") {
      this.#message = null;
    }
    return { event: type, data: messageView(data, extensions) };
  }

  #stepEvent({ type, data }: RunStepEvent): WireEvent[] {
    if (type === "thread.run.step.created") {
      this.#step = { id: data.id, deltas: new StepDeltas(data.id) };
    }
    const begins = type === "thread.run.step.created" || type === "thread.run.step.in_progress";
    const { contents } = this.#options;
    const owed = begins || this.#step?.id !== data.id ? [] : this.#step.deltas.end();
    if (!begins) this.#step = null;
    return [...owed.map(stepDelta), { event: type, data: stepView(data, contents) }];
  }

  #stepDelta({ data }: Extract<RunEvent, { type: "thread.run.step.delta" }>): WireEvent[] {
    const frames =
      this.#step?.id === data.stepId ? this.#step.deltas.next(data).map(stepDelta) : [];
    if (data.type !== "tool_call_progress") return frames;
    const { stepId, index, stream, text } = data;
    const progress = { step_id: stepId, index, stream, text };
    return [...frames, ...this.#extension("thread.inhouse.tool_call.progress", progress)];
  }

  #extension(event: string, data: JsonObject): WireEvent[] {
    return this.#options.extensions ? [{ event, data }] : [];
  }
}

function stepDelta(data: JsonObject): WireEvent {
  return { event: "thread.run.step.delta", data };
}
