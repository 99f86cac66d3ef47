import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { RunStep, StoredFile, ToolCall } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";

/** A file that a tool made, as it lies in the folder for people to open. */
export interface ExportedFile {
  readonly path: string;
  readonly file: StoredFile;
}

/** @returns the calls of the code interpreter, in order */
export function interpreterCalls(steps: readonly RunStep[]): readonly ToolCall[] {
  return steps
    .flatMap(({ stepDetails }) => ("toolCalls" in stepDetails ? stepDetails.toolCalls : []))
    .filter((call) => call.type === "code_interpreter");
}

/** Copies what the calls of a run made out of the storage, to plain files. */
export async function exportFiles(
  inhouse: Runtime,
  steps: readonly RunStep[],
  folder: string,
): Promise<readonly ExportedFile[]> {
  await mkdir(folder, { recursive: true });
  const exported: ExportedFile[] = [];
  for (const output of interpreterCalls(steps).flatMap((call) => call.outputs)) {
    if (!("fileId" in output)) continue;
    const file = await inhouse.files.retrieve(output.fileId);
    const path = join(folder, basename(file.filename));
    await writeFile(path, await inhouse.files.content(file.id));
    exported.push({ path, file });
  }
  return exported;
}

/** Adds the weather data to the files of the runtime. */
export async function uploadData(inhouse: Runtime): Promise<StoredFile> {
  const filename = "seattle-weather.csv";
  const content = await readFile(join(import.meta.dirname, "data", filename));
  return inhouse.files.create({ filename, content });
}
