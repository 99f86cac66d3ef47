import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenSandbox } from "./sandbox-target.ts";

/**
 * @param module - a path, relative to the working folder, a `file:` URL, or the name of a package
 * @returns what names the module wherever it is imported from; a package stays its name
 */
export function locateTarget(module: string): string {
  const isPath = isAbsolute(module) || /^\.{0,2}\/|\.[cm]?[jt]s$/.test(module);
  return !module.startsWith("file:") && isPath ? pathToFileURL(resolve(module)).href : module;
}

/**
 * @param module - a path, relative to the working folder, a `file:` URL, or the name of a package
 * @returns what the module exports as `openSandbox`
 * @throws Error if it exports no such function
 */
export async function loadTarget(module: string): Promise<OpenSandbox> {
  const { openSandbox } = (await import(locateTarget(module))) as {
    readonly openSandbox?: unknown;
  };
  if (typeof openSandbox !== "function") {
    throw new Error(`${module} exports no function named openSandbox`);
  }
  return openSandbox as OpenSandbox;
}
