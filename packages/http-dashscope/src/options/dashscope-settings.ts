import { InvalidInputError } from "@inhouse/contracts";
import type { HttpSettings } from "@inhouse/http";
import type { InTurn } from "../routes/in-turn.ts";
import type { DashScopeOptions } from "./dashscope-options.ts";

/** What the options say of this dialect, defaults filled in. */
export interface DashScopeChoices {
  /** The types of the tools that may read `file_ids`. */
  readonly fileTools: readonly string[];
}

/** All that the routes go by. */
export interface DashScopeSettings extends HttpSettings, DashScopeChoices {
  /** Keeps changes of one assistant apart that are built on what it was before. */
  readonly assistantChanges: InTurn;
}

/**
 * @param options - what the caller said
 * @returns what it says of this dialect, with defaults filled in
 * @throws InvalidInputError if an option makes no sense
 */
export function readDashScopeChoices(options: DashScopeOptions): DashScopeChoices {
  const { fileTools = ["code_interpreter"] } = options;
  if (fileTools.length > 0) return { fileTools };
  const expected = "an array of at least one tool type";
  throw new InvalidInputError({ param: "fileTools", expected, received: "an empty array" });
}
