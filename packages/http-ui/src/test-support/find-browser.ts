import { accessSync, constants } from "node:fs";
import { join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** @returns the path of a Chromium: what CHROMIUM_PATH says, or one that is on the PATH; undefined: there is none */
export function findBrowser(): string | undefined {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  const folders = [...PATH.split(":"), "/usr/bin"];
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(CHROMIUM_PATH === undefined ? [] : [CHROMIUM_PATH]), ...candidates].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
