import type { HttpSettings } from "@inhouse/http";

/** What the routes go by. */
export interface DialectSettings extends HttpSettings {
  /** The types of the tools that may read `file_ids`. */
  readonly fileTools: readonly string[];
}
