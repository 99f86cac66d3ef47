import type { Storage, Tool } from "@inhouse/contracts";
import type { ImageModelObject } from "@inhouse/tool-image";
import { loadOwnTools } from "./own-tools.ts";
import type { ToolOptions } from "./tool-options.ts";

/** What tools are made of, beside their options. */
export interface ToolParts {
  /** Keeps what functions keep for their thread. */
  readonly storage: Storage;
  /** Who draws; null: nobody, and there is no `text_to_image`. */
  readonly imageModel: ImageModelObject | null;
  /** Signs the Python sessions that are kept in the storage; null: none are. */
  readonly sessionKey: string | null;
}

/**
 * @param options - which tools there are
 * @param parts - what they are made of
 * @returns the tools of a command: Python, functions kept as data, images where somebody draws, and the caller's own
 * @throws InvalidInputError if an option is wrong
 */
export async function openTools(
  { packages, allow, tools }: ToolOptions,
  { storage, imageModel, sessionKey }: ToolParts,
): Promise<readonly Tool[]> {
  const { codeInterpreter } = await import("@inhouse/tool-python");
  const { userFunctions } = await import("@inhouse/tool-javascript");
  const { textToImage } = await import("@inhouse/tool-image");
  return [
    codeInterpreter({
      ...(packages !== null && { packages: { folder: packages } }),
      ...(sessionKey !== null && { sessionStore: { blobs: storage.blobs, key: sessionKey } }),
    }),
    userFunctions({ allow, blobs: storage.blobs }),
    ...(imageModel === null ? [] : [textToImage({ model: imageModel })]),
    ...(await loadOwnTools(tools)),
  ];
}
