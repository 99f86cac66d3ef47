import { InvalidInputError } from "@inhouse/contracts";
import type { HttpSettings } from "@inhouse/http";
import type { FileLinks } from "../links/file-links.ts";
import type { InTurn } from "../routes/in-turn.ts";
import type { DashScopeOptions } from "./dashscope-options.ts";

/** What the options say of this dialect, defaults filled in. */
export interface DashScopeChoices {
  /** The types of the tools that may read `file_ids`. */
  readonly fileTools: readonly string[];
  /** Where clients find this API; null: where the request found it. */
  readonly publicUrl: string | null;
  /** What signs the addresses of images; null: a key of this process. */
  readonly linkKey: string | null;
}

/** All that the routes go by. */
export interface DashScopeSettings extends HttpSettings, Pick<DashScopeChoices, "fileTools"> {
  /** The addresses of files. */
  readonly links: FileLinks;
  /** Keeps changes of one assistant apart that are built on what it was before. */
  readonly assistantChanges: InTurn;
}

/**
 * @param options - what the caller said
 * @returns what it says of this dialect, with defaults filled in
 * @throws InvalidInputError if an option makes no sense
 */
export function readDashScopeChoices(options: DashScopeOptions): DashScopeChoices {
  const { fileTools = ["code_interpreter"], publicUrl, linkKey } = options;
  if (fileTools.length === 0) {
    const expected = "an array of at least one tool type";
    throw new InvalidInputError({ param: "fileTools", expected, received: "an empty array" });
  }
  if (linkKey !== undefined && linkKey.length < leastKey) {
    const expected = `a string of at least ${leastKey} characters`;
    const received = `one of ${linkKey.length}`;
    throw new InvalidInputError({ param: "linkKey", expected, received });
  }
  return { fileTools, publicUrl: readPublicUrl(publicUrl), linkKey: linkKey ?? null };
}

const leastKey = 32;

function readPublicUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "") {
    return url.href.replace(/\/$/, "");
  }
  const expected = "an address such as https://assistants.example.com/api/v1";
  throw new InvalidInputError({ param: "publicUrl", expected, received: "none" });
}
