import type { HttpOptions } from "@inhouse/http";

/** How the DashScope dialect behaves: what every HTTP dialect can be told, and what only this one has. */
export interface DashScopeOptions extends HttpOptions {
  /**
   * The types of the tools that may read the `file_ids` of assistants and messages, at least one; absent: `code_interpreter`
   * alone.
   */
  readonly fileTools?: readonly string[];
  /**
   * Where clients find this API, such as `https://assistants.example.com/api/v1`, for the addresses of images; absent: where
   * the request found it, which is wrong behind a proxy that hides its own name.
   */
  readonly publicUrl?: string;
  /**
   * Signs the addresses of images where there is `authenticate`; at least 32 characters that nobody can guess, the same for all
   * processes. Absent: this process makes one of its own, and its addresses end with it.
   */
  readonly linkKey?: string;
}
