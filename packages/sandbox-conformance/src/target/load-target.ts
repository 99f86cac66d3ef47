import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenSandbox } from "./sandbox-target.ts";

/**
 * @param module - a path, relative to the working folder, or a `file:` URL
 * @returns what the module exports as `openSandbox`
 * @throws Error if it exports no such function
 */
export async function loadTarget(module: string): Promise<OpenSandbox> {
  const url =
    module.startsWith("file:") || !(isAbsolute(module) || module.includes("."))
      ? module
      : pathToFileURL(resolve(module)).href;
  const { openSandbox } = (await import(url)) as { readonly openSandbox?: unknown };
  if (typeof openSandbox !== "function") {
    throw new Error(`${module} exports no function named openSandbox`);
  }
  return openSandbox as OpenSandbox;
}
