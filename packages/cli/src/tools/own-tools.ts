import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Tool } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/**
 * Loads tools of the caller's own, such as plug-ins.
 *
 * @param files - modules, each with a list of tools as its default export
 * @returns the tools; what each must have is checked by the runtime
 * @throws InvalidInputError if a module has no such list
 * @throws whatever a module throws that cannot be loaded
 */
export async function loadOwnTools(files: readonly string[]): Promise<readonly Tool[]> {
  const tools: Tool[] = [];
  for (const file of files) {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(resolve(file)).href);
    if (!Array.isArray(loaded.default)) {
      throw new InvalidInputError({
        param: "--tools",
        expected: "a module whose default export is a list of tools",
        received: `'${file}', whose default export is ${describe(loaded.default)}`,
      });
    }
    tools.push(...(loaded.default as readonly Tool[]));
  }
  return tools;
}

function describe(value: unknown): string {
  return value === undefined ? "missing" : `of the type ${typeof value}`;
}
