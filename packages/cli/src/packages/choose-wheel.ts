import { PythonPackageError } from "@inhouse/contracts";
import { sandboxPlatform, wheelFit } from "@inhouse/tool-python/packages";
import { rcompare, satisfies, valid } from "@renovatebot/pep440";
import type { OfferedWheel } from "./package-origin.ts";
import type { Requirement } from "./requirement.ts";

const maxListed = 5;

function holds(version: string, versions: string, prereleases: boolean): boolean {
  if (versions === "") return prereleases || satisfies(version, ">=0");
  return satisfies(version, versions, { prereleases }) || satisfies(version, versions);
}

/**
 * @param version - a version
 * @param versions - which versions are wanted, as PEP 440 has it; `""`: any
 * @returns whether it is one of them
 */
export const isWanted = (version: string, versions: string): boolean =>
  valid(version) !== null && holds(version, versions, true);

/** The wheels from which to choose; the first is the best. */
function ranked(offers: readonly OfferedWheel[], { versions }: Requirement): OfferedWheel[] {
  const pinned = /^={2,3}[^,*]+$/.test(versions);
  const wanted = (prereleases: boolean): OfferedWheel[] =>
    offers.filter(
      ({ wheel, yanked }) =>
        valid(wheel.version) !== null &&
        (!yanked || pinned) &&
        holds(wheel.version, versions, prereleases),
    );
  // A version before its release is only taken where there is no other.
  const stable = wanted(false);
  return (stable.length > 0 ? stable : wanted(true)).sort(
    (a, b) =>
      rcompare(a.wheel.version, b.wheel.version) ||
      // Of Python alone is what needs no trust in native code.
      wheelFit(a.wheel) - wheelFit(b.wheel),
  );
}

const fitsPython = ({ requiresPython }: OfferedWheel): boolean => {
  if (requiresPython === null || requiresPython.trim() === "") return true;
  try {
    return satisfies(`${sandboxPlatform.python}.0`, requiresPython);
  } catch {
    return true;
  }
};

const listed = (names: readonly string[]): string =>
  names.slice(0, maxListed).join(", ") + (names.length > maxListed ? ", …" : "");

/**
 * @param offers - the wheels of the package that there are
 * @param requirement - which of them is wanted
 * @returns the newest that the sandbox can run, of Python alone if there is a choice
 * @throws PythonPackageError if there is none
 */
export function chooseWheel(
  offers: readonly OfferedWheel[],
  requirement: Requirement,
): OfferedWheel {
  const { name, versions } = requirement;
  const candidates = ranked(offers, requirement);
  const best = candidates.find((one) => wheelFit(one.wheel) > 0 && fitsPython(one));
  if (best !== undefined) return best;
  if (offers.length === 0) {
    const message = `There are no wheels of '${name}' there.`;
    throw new PythonPackageError("not_found", name, message);
  }
  if (candidates.length === 0) {
    const found = [...new Set(offers.map((one) => one.wheel.version))].filter(valid).sort(rcompare);
    const message = `There is no version ${versions} of '${name}' there. There are: ${listed(found)}.`;
    throw new PythonPackageError("not_found", name, message);
  }
  const files = listed(candidates.map((one) => one.wheel.filename));
  const { pythonTag, platformTag } = sandboxPlatform;
  const message = `No wheel of '${name}' runs in the sandbox, which needs one of Python alone (py3-none-any) or for ${pythonTag}-${pythonTag}-${platformTag}, for Python ${sandboxPlatform.python}. There are: ${files}.`;
  throw new PythonPackageError("wrong_platform", name, message);
}
