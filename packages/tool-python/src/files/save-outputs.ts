import type { StoredFile, ToolFiles } from "@inhouse/contracts";
import type { OutputFile } from "../protocol/messages.ts";
import { mediaTypeOf } from "./media-type.ts";
import { safeFilename, uniqueFilename } from "./safe-filename.ts";

/** A file that the code made and that is kept. */
export interface SavedOutput {
  /** Where it lies in the sandbox. */
  readonly path: string;
  readonly file: StoredFile;
}

/** A file that the code made and that the runtime did not take. */
export interface RejectedOutput {
  readonly path: string;
  /** What the runtime said. */
  readonly reason: string;
}

/** What became of the files that the code made. */
export interface SavedOutputs {
  readonly saved: readonly SavedOutput[];
  readonly rejected: readonly RejectedOutput[];
}

/**
 * Keeps the files of a call, one after the other.
 *
 * @param outputs - the files as the code left them; names and content are hostile
 * @param files - where they are kept
 */
export async function saveOutputs(
  outputs: readonly OutputFile[],
  files: ToolFiles,
): Promise<SavedOutputs> {
  const saved: SavedOutput[] = [];
  const rejected: RejectedOutput[] = [];
  const names = new Set<string>();
  for (const { path, bytes } of outputs) {
    const filename = uniqueFilename(safeFilename(path), names);
    names.add(filename);
    try {
      const mediaType = mediaTypeOf(filename, bytes);
      saved.push({ path, file: await files.create({ filename, mediaType, bytes }) });
    } catch (error) {
      rejected.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { saved, rejected };
}
