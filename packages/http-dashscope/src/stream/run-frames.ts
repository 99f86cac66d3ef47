import type { Message, RunEvent, RunStepDelta, ToolCall } from "@inhouse/contracts";
import type { SseFrame } from "@inhouse/http";
import type { FileUrl } from "../links/file-links.ts";
import { messageView } from "../views/message-view.ts";
import { runEnding } from "../views/run-ending.ts";
import { runView } from "../views/run-view.ts";
import { stepView } from "../views/step-view.ts";
import { threadView } from "../views/thread-view.ts";
import { outputText } from "../views/tool-call-view.ts";
import { messageDeltaView, stepDeltaView } from "./delta-views.ts";
import { frame } from "./frame.ts";

/** The tools of the service that stream. All others, functions among them, are seen when their step is completed. */
const streamedTools: ReadonlySet<string> = new Set([
  "calculator",
  "code_interpreter",
  "quark_search",
  "search",
  "text_to_image",
  "wanx",
]);

/** Turns the events of one run, in order, into frames of one stream. */
export class RunFrames {
  readonly #requestId: string;
  readonly #fileUrl: FileUrl;
  #message: Message | null = null;
  /** The calls of the open step, to know what their deltas are about. */
  #calls: ToolCall[] = [];

  /**
   * @param requestId - the id of the request that the frames answer
   * @param fileUrl - finds the address of a file
   */
  constructor(requestId: string, fileUrl: FileUrl) {
    this.#requestId = requestId;
    this.#fileUrl = fileUrl;
  }

  /**
   * @param event - the next event
   * @returns its frames; none: clients of this API have no word for it
   */
  next(event: RunEvent): SseFrame[] {
    const id = this.#requestId;
    switch (event.type) {
      case "thread.created":
        return [frame(event.type, threadView(event.data), id)];
      case "thread.message.created":
      case "thread.message.in_progress":
      case "thread.message.completed":
      case "thread.message.incomplete":
        this.#message = event.data;
        return [frame(event.type, messageView(event.data), id)];
      case "thread.message.delta":
        return [frame(event.type, messageDeltaView(event.data), id)];
      case "thread.message.deleted":
        return this.#voided(event.data.messageId);
      case "thread.run.reasoning.delta":
        return [];
      case "thread.run.step.delta":
        return this.#stepDelta(event.data);
      case "thread.run.step.created":
        this.#calls = [];
        return [frame(event.type, stepView(event.data, this.#fileUrl), id)];
      case "thread.run.step.in_progress":
      case "thread.run.step.completed":
      case "thread.run.step.failed":
      case "thread.run.step.cancelled":
      case "thread.run.step.expired":
        return [frame(event.type, stepView(event.data, this.#fileUrl), id)];
      case "thread.run.incomplete":
        return [frame(`thread.run.${runEnding(event.data).status}`, runView(event.data), id)];
      default:
        return [frame(event.type, runView(event.data), id)];
    }
  }

  /** The SDKs know no event for a message that is void, but they know one for a message that ends half way. */
  #voided(messageId: string): SseFrame[] {
    const message = this.#message;
    if (message?.id !== messageId) return [];
    const ended: Message = {
      ...message,
      status: "incomplete",
      incompleteDetails: { reason: "run_failed" },
    };
    return [frame("thread.message.incomplete", messageView(ended), this.#requestId)];
  }

  #stepDelta(delta: RunStepDelta): SseFrame[] {
    if (delta.type === "tool_call_started") this.#calls[delta.index] = delta.toolCall;
    const call = this.#calls[delta.index];
    // Those that code made are seen when their step is completed, like those of functions.
    if (call?.parentId !== undefined) return [];
    if (call === undefined || !streamedTools.has(call.type)) return [];
    switch (delta.type) {
      case "tool_call_started":
        return this.#piece(delta.stepId, call, { arguments: "" });
      case "tool_call_arguments":
        return this.#piece(delta.stepId, call, { arguments: delta.arguments });
      case "tool_call_progress":
        // What a running tool prints comes again with the output, which clients would put behind it.
        return [];
      case "tool_call_updated": {
        const output = outputText(delta.toolCall, this.#fileUrl);
        return output === null ? [] : this.#piece(delta.stepId, call, { output });
      }
    }
  }

  #piece(
    stepId: string,
    call: ToolCall,
    piece: { arguments?: string; output?: string },
  ): SseFrame[] {
    const data = stepDeltaView(stepId, call, piece);
    return [frame("thread.run.step.delta", data, this.#requestId)];
  }
}
