import { existsSync } from "node:fs";
import { InvalidInputError } from "@inhouse/contracts";
import type { AllowedCapabilities } from "@inhouse/tool-javascript";
import { readFunctionRights } from "./function-rights.ts";

/** Which tools a command has. */
export interface ToolOptions {
  /** The folder of Python packages; null: none. */
  readonly packages: string | null;
  /** What functions may do that assistants keep as data. */
  readonly allow: AllowedCapabilities;
  /** Modules with further tools. */
  readonly tools: readonly string[];
}

/** The options of a command line that say which tools it has, for `parseArgs`. */
export const toolArguments = {
  packages: { type: "string" },
  allow: { type: "string", multiple: true, default: [] as string[] },
  tools: { type: "string", multiple: true, default: [] as string[] },
} as const;

/** Their values, as `parseArgs` has read them. */
export interface ToolValues {
  readonly packages?: string | undefined;
  readonly allow: readonly string[];
  readonly tools: readonly string[];
}

/**
 * @param values - of {@link toolArguments}
 * @returns what they say
 * @throws InvalidInputError if they make no sense
 */
export function readToolOptions({ packages, allow, tools }: ToolValues): ToolOptions {
  const missing = tools.find((file) => !existsSync(file));
  if (missing !== undefined) {
    const expected = "the path of a module whose default export is a list of tools";
    const received = `'${missing}', where there is none`;
    throw new InvalidInputError({ param: "--tools", expected, received });
  }
  return { packages: packages ?? null, allow: readFunctionRights(allow), tools };
}
