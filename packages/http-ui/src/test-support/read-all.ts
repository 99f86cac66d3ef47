import type { RunEvent } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import { translateEvent } from "../chunks/translate-event.ts";
import { beginning } from "../chunks/translation-state.ts";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import type { FileLookup } from "../files/ui-file.ts";

/** Files as tests show them. */
const testFiles: FileLookup = (id) => ({
  url: `/ui/files/${id}`,
  mediaType: "image/png",
  filename: id,
});

/** All chunks of a run, and how many there are behind each event. */
export interface AllChunks {
  readonly chunks: readonly UIChunk[];
  readonly ends: readonly number[];
}

export async function readAll(inhouse: TenantRuntime, runId: string): Promise<AllChunks> {
  const chunks: UIChunk[] = [];
  const ends: number[] = [];
  let state = beginning;
  for await (const event of inhouse.runs.stream(runId)) {
    const next = translateEvent(state, event satisfies RunEvent, testFiles);
    state = next.state;
    chunks.push(...next.chunks);
    ends.push(chunks.length);
  }
  return { chunks, ends };
}
