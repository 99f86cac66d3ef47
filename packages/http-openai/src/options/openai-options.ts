import type { HttpOptions } from "@inhouse/http";

/** What the OpenAI dialect can be told, beside what all dialects can be. */
export interface OpenAIOptions extends HttpOptions {
  /** Whether calls of the beta need its header, as the hosted API asked for; absent: false. */
  readonly requireBetaHeader?: boolean;
  /**
   * Whether the runtime has a tool of the type `file_search`. Absent: false, and requests that name it, or vector stores, are
   * refused instead of being ignored.
   */
  readonly fileSearch?: boolean;
  /**
   * Whether clients see what the hosted API has no words for: the events `thread.inhouse.reasoning.delta`,
   * `thread.inhouse.tool_call.progress` and `thread.inhouse.message.deleted`, and annotations of the type `url_citation`. Absent: false.
   */
  readonly extensions?: boolean;
  /** How long the request of a polling helper waits for its run, in milliseconds; 0: not at all; absent: 20,000. */
  readonly longPollMs?: number;
  /** How long polling helpers are told to wait between requests, in milliseconds; absent: 100. */
  readonly pollAfterMs?: number;
}
