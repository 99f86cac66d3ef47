import { InvalidInputError } from "@inhouse/contracts";
import { normalizeName } from "@inhouse/tool-python/packages";
import { validRange } from "@renovatebot/pep440";

/** A package that is needed. */
export interface Requirement {
  /** Normalized. */
  readonly name: string;
  readonly extras: readonly string[];
  /** Which versions, as PEP 440 has it; `""`: any. */
  readonly versions: string;
  /** The condition, as PEP 508 has it; null: none. */
  readonly marker: string | null;
}

const pattern =
  /^\s*(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[(?<extras>[^\]]*)\])?\s*(?:\((?<inParentheses>[^)]*)\)|(?<versions>[^;@(]*))\s*(?:;(?<marker>.*))?$/s;

/**
 * @param text - a requirement, as PEP 508 has it: `name`, `name>=1.2`, `name[extra]; python_version < '3.8'`
 * @returns what it says
 * @throws InvalidInputError if it is none, or names an address instead of versions
 */
export function parseRequirement(text: string): Requirement {
  const parts = pattern.exec(text)?.groups;
  const versions = (parts?.inParentheses ?? parts?.versions ?? "").trim();
  if (parts?.name === undefined || (versions !== "" && !validRange(versions))) {
    throw new InvalidInputError({
      param: "NAME",
      expected: "the name of a package, perhaps with versions: six, 'six>=1.16', six==1.16.0",
      received: `'${text.slice(0, 200)}'`,
    });
  }
  const extras = (parts.extras ?? "").split(",").map((extra) => extra.trim());
  return {
    name: normalizeName(parts.name),
    extras: extras.filter((extra) => extra !== "").map(normalizeName),
    versions,
    marker: parts.marker?.trim() ?? null,
  };
}
