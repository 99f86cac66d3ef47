import type { HttpOptions } from "@inhouse/http";

/** How the DashScope dialect behaves: what every HTTP dialect can be told, and what only this one has. */
export interface DashScopeOptions extends HttpOptions {
  /**
   * The types of the tools that may read the `file_ids` of assistants and messages, at least one; absent: `code_interpreter`
   * alone.
   */
  readonly fileTools?: readonly string[];
}
