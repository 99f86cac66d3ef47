import { InvalidInputError, PythonPackageError } from "@inhouse/contracts";
import { normalizeName } from "@inhouse/tool-python/packages";
import { markerHolds } from "./marker.ts";
import type { Requirement } from "./requirement.ts";
import { parseRequirement } from "./requirement.ts";

/** The headers of a wheel's metadata with this name. */
function headers(metadata: string, name: string): string[] {
  const [head = ""] = metadata.replaceAll("\r\n", "\n").split("\n\n", 1);
  // A line that begins with a space goes on with the one before.
  return head
    .replaceAll(/\n[ \t]+/g, " ")
    .split("\n")
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());
}

/**
 * @param filename - the wheel's name, for errors
 * @param metadata - the wheel's metadata
 * @param extras - the extras that are asked for, normalized
 * @returns the packages that it needs in the sandbox
 * @throws PythonPackageError if it says so in a way that nobody can read
 */
export function requiredPackages(
  filename: string,
  metadata: string,
  extras: readonly string[],
): readonly Requirement[] {
  const provided = headers(metadata, "Provides-Extra").filter((extra) =>
    extras.includes(normalizeName(extra)),
  );
  try {
    return headers(metadata, "Requires-Dist")
      .map(parseRequirement)
      .filter(
        ({ marker }) =>
          marker === null || markerHolds(marker, [...new Set([...extras, ...provided])]),
      );
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof SyntaxError)) throw error;
    const message = `${filename} has a requirement that cannot be read: ${error.message}`;
    throw new PythonPackageError("bad_archive", filename, message, { cause: error });
  }
}
