import type { BusyPolicy } from "@inhouse/core";
import type { HttpOptions } from "@inhouse/http";

/** A chat that a message came for. */
export interface ChatContext {
  /** The request; its body has been read. */
  readonly request: Request;
  /** Whose chat it is. */
  readonly tenant: string;
  /** The chat, as the client calls it. */
  readonly chatId: string;
  /** The thread that the chat is; null: the chat begins with this message. */
  readonly threadId: string | null;
}

/** How the dialect behaves, beside what all dialects can be told. Its base path is `/ui`. */
export interface UIFetchOptions extends HttpOptions {
  /** The assistant that answers: its id, or a function that says which. It must be one of the request's tenant. */
  readonly assistant: string | ((chat: ChatContext) => string | Promise<string>);
  /**
   * What a message does to a chat that is still being answered: `interrupt` stops that answer, `reject` refuses the message,
   * `queue` answers it afterwards. Absent: `interrupt`, because a client that stopped listening has not stopped the run.
   */
  readonly whenBusy?: BusyPolicy;
  /**
   * What the addresses of files begin with, where pages come from another origin, such as `https://api.example.com`; absent:
   * addresses without an origin.
   */
  readonly publicOrigin?: string;
  /**
   * For how long after its end an answer is still replayed to a client that resumes, in milliseconds: the answer may end
   * between the moments when a page loads the chat and when it resumes. Absent: 30,000.
   */
  readonly replayMs?: number;
}
