import type { MessagePart } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { ProducedFile } from "./file-links.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { shownOutputs } from "./tool-calls.ts";

/** A file that a tool of the run made, and how a message shows it. */
export interface ProducedPart extends ProducedFile {
  readonly part: MessagePart;
}

/**
 * @param scope - whose run
 * @param runId - the run
 * @param entries - records of its thread
 * @param known - files that need not be looked up
 * @returns the files that the run's tools made, as those records tell, the newest last
 */
export async function findProduced(
  scope: Scope,
  runId: string,
  entries: readonly ThreadEntry[],
  known: readonly ProducedPart[],
): Promise<readonly ProducedPart[]> {
  const ids = new Set(known.map((file) => file.fileId));
  const fresh = entries
    .flatMap((entry) => ("step" in entry && entry.step.step.runId === runId ? [entry.step] : []))
    .flatMap(shownOutputs)
    .flatMap((output): MessagePart[] => {
      if (output.type === "file") return [{ type: "file", fileId: output.fileId }];
      if (output.type !== "image") return [];
      return [{ type: "image_file", fileId: output.fileId, detail: "auto" }];
    });
  const found = await Promise.all(
    fresh.map(async (part): Promise<readonly ProducedPart[]> => {
      if (!("fileId" in part) || ids.has(part.fileId)) return [];
      ids.add(part.fileId);
      const record = await scope.storage.find("file", part.fileId);
      // A file that was deleted meanwhile is not shown.
      if (record === undefined) return [];
      return [{ fileId: part.fileId, filename: record.value.filename, part }];
    }),
  );
  return [...known, ...found.flat()];
}

/**
 * @param content - what messages hold
 * @returns the ids of the files that they show or link to
 */
export function shownFiles(content: readonly MessagePart[]): readonly string[] {
  return content.flatMap((part): readonly string[] => {
    if ("fileId" in part) return [part.fileId];
    if (part.type !== "text") return [];
    return part.annotations.flatMap((one) => (one.type === "file_path" ? [one.fileId] : []));
  });
}
