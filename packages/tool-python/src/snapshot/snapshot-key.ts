import { createHash } from "node:crypto";
import { driverSource } from "../driver/driver-source.ts";
import { preloadedModules } from "../driver/preloaded-modules.ts";
import { pythonSurroundings } from "../worker/python-surroundings.ts";

/** To be raised when the way in which a snapshot is made or restored changes other than by what the key is made of. */
const layoutVersion = 1;

/**
 * @param buildId - the build of Pyodide
 * @returns what a snapshot must have been made of to be of use to this package
 */
export function snapshotKey(buildId: string): string {
  const shape = [layoutVersion, buildId, driverSource, preloadedModules, pythonSurroundings];
  return createHash("sha256").update(JSON.stringify(shape)).digest("hex");
}

/**
 * @param loader - the text of `pyodide.mjs`
 * @returns the build of Pyodide that it belongs to, or null if it does not say
 */
export function buildIdOf(loader: string): string | null {
  return /\bBUILD_ID:\s*"([0-9a-f]{64})"/.exec(loader)?.[1] ?? null;
}
