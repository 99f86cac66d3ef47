import type { Page, StoredFile } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { ListOptions } from "../input/list-options.ts";
import { listPage, parseListOptions } from "../input/list-options.ts";
import type { Scope } from "../scope/scope.ts";
import { readFileBytes } from "./store-file.ts";

/**
 * @param scope - whose file
 * @param id - the file
 * @throws NotFoundError if there is none
 */
export async function retrieveFile(scope: Scope, id: string): Promise<StoredFile> {
  return (await scope.storage.read("file", id)).value;
}

/**
 * @param scope - whose file
 * @param id - the file
 * @returns a copy of its bytes
 * @throws NotFoundError if there is none
 */
export async function readFileContent(scope: Scope, id: string): Promise<Uint8Array> {
  const bytes = await readFileBytes(scope, id);
  if (bytes === undefined) throw new NotFoundError("file", id);
  return bytes;
}

/**
 * @param scope - whose files
 * @param options - which page
 * @throws InvalidInputError if an option is wrong
 */
export async function listFiles(
  scope: Scope,
  options: ListOptions = {},
): Promise<Page<StoredFile>> {
  const page = parseListOptions(options);
  return listPage(scope.storage, "file", { parent: "" }, page, (value) => value);
}
