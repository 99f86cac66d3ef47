import type { JsonObject, StoredFile, ToolFiles } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Capability } from "../capability/capability.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { isObject } from "./entry-fields.ts";

/**
 * @param files - the files of the thread
 * @param grant - whether some may be made, too
 * @param made - takes the files that are made
 * @param maxChars - how long the content that a call reads may be
 * @returns the calls that begin with `files.`
 */
export function fileCalls(
  files: ToolFiles,
  grant: "read" | "write",
  made: StoredFile[],
  maxChars: number,
): ReadonlyMap<string, Capability> {
  const calls = new Map<string, Capability>([
    ["files.list", async () => (await files.list()).map(viewOf)],
    ["files.read", (input) => read(files, isObject(input) ? input : {}, maxChars)],
  ]);
  if (grant === "write") {
    calls.set("files.create", async (input) => {
      const file = await create(files, isObject(input) ? input : {});
      made.push(file);
      return viewOf(file);
    });
  }
  return calls;
}

function viewOf({ id, filename, mediaType, bytes }: StoredFile): JsonObject {
  return { id, filename, mediaType, bytes };
}

async function read(files: ToolFiles, { id, as }: JsonObject, maxChars: number): Promise<string> {
  // Its size is known before it is read, so that a large file costs nothing.
  const file = (await files.list()).find((one) => one.id === id);
  if (file === undefined) throw new HostCallError("There is no such file on the thread.");
  if (file.bytes > maxChars) {
    throw new HostCallError(`The file has ${file.bytes} bytes, and may have ${maxChars}.`);
  }
  const bytes = await files.read(file.id);
  if (bytes === undefined) throw new HostCallError("There is no such file on the thread.");
  if (as === "base64") return Buffer.from(bytes).toString("base64");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new HostCallError("The file is no text in UTF-8. Use readBytes.");
  }
}

async function create(files: ToolFiles, input: JsonObject): Promise<StoredFile> {
  const { filename, mediaType = "text/plain", text, base64 } = input;
  if (typeof filename !== "string" || typeof mediaType !== "string") {
    throw new HostCallError("A file needs a filename and a mediaType.");
  }
  if (typeof (text ?? base64) !== "string") {
    throw new HostCallError("A file needs a content: a string, or a Uint8Array.");
  }
  const bytes =
    typeof text === "string"
      ? new TextEncoder().encode(text)
      : Uint8Array.from(Buffer.from(String(base64), "base64"));
  try {
    return await files.create({ filename, mediaType, bytes });
  } catch (error) {
    if (error instanceof InvalidInputError) throw new HostCallError(error.message);
    throw error;
  }
}
