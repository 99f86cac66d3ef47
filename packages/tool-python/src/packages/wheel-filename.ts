import { PackageFault } from "./package-fault.ts";
import { isPackageName, normalizeName } from "./package-name.ts";

/** What a wheel's file name says. */
export interface WheelFilename {
  readonly filename: string;
  /** The package, normalized. */
  readonly name: string;
  readonly version: string;
  /** What it runs on, such as `py3-none-any`: every combination that it names. */
  readonly tags: readonly string[];
}

const pattern =
  /^(?<name>[A-Za-z0-9][A-Za-z0-9._]*)-(?<version>[A-Za-z0-9][A-Za-z0-9._+!]*)(?:-\d[A-Za-z0-9._]*)?-(?<python>[A-Za-z0-9_.]+)-(?<abi>[A-Za-z0-9_.]+)-(?<platform>[A-Za-z0-9_.]+)\.whl$/;

const maxChars = 255;

/** The Python of the sandbox, and the platform of the modules in WebAssembly that it can load. */
export const sandboxPlatform = {
  python: "3.14",
  abi: "2026_0",
  pythonTag: "cp314",
  platformTag: "pyemscripten_2026_0_wasm32",
} as const;

/**
 * @param filename - the name of a file
 * @returns what it says, or null if it is not the name of a wheel
 */
export function parseWheelFilename(filename: string): WheelFilename | null {
  if (filename.length > maxChars) return null;
  const parts = pattern.exec(filename)?.groups;
  if (parts === undefined || !isPackageName(parts.name ?? "")) return null;
  const { name = "", version = "", python = "", abi = "", platform = "" } = parts;
  const tags = python
    .split(".")
    .flatMap((p) =>
      abi.split(".").flatMap((a) => platform.split(".").map((o) => `${p}-${a}-${o}`)),
    );
  return { filename, name: normalizeName(name), version, tags };
}

/** How well a tag fits: 0 not at all, 1 pure Python, 2 built for this very sandbox. */
function fitOf(tag: string): number {
  const [python = "", abi = "", platform = ""] = tag.split("-");
  const { pythonTag, platformTag } = sandboxPlatform;
  const minor = Number(pythonTag.slice(3));
  if (platform === "any" && abi === "none") {
    if (python === "py3" || python === pythonTag) return 1;
    const older = /^py3(\d+)$/.exec(python)?.[1];
    return older !== undefined && Number(older) <= minor ? 1 : 0;
  }
  if (platform !== platformTag) return 0;
  if (abi === pythonTag && python === pythonTag) return 2;
  const stable = /^cp3(\d+)$/.exec(python)?.[1];
  return abi === "abi3" && stable !== undefined && Number(stable) <= minor ? 2 : 0;
}

/**
 * @param wheel - what the file name says
 * @returns 0 if the sandbox cannot run it, 1 if it is of Python alone, 2 if it is built for the sandbox
 */
export const wheelFit = (wheel: WheelFilename): number => Math.max(...wheel.tags.map(fitOf));

/**
 * @param wheel - what the file name says
 * @throws PackageFault if the sandbox cannot run it
 */
export function assertFits(wheel: WheelFilename): void {
  if (wheelFit(wheel) > 0) return;
  const { pythonTag, platformTag } = sandboxPlatform;
  throw new PackageFault(
    "wrong_platform",
    wheel.name,
    `${wheel.filename} is built for ${wheel.tags.join(", ")}. The sandbox runs wheels of Python alone (py3-none-any) and those for ${pythonTag}-${pythonTag}-${platformTag}.`,
  );
}
