import type { JsonObject, ToolCall } from "@inhouse/contracts";
import { toWireId, toWireIds } from "../ids/wire-id.ts";
import type { FileUrl } from "../links/file-links.ts";

/**
 * The hosted tool tells of a task: its id, state, times, images by their addresses, and counts. Here images are files, and
 * named by their ids, too.
 *
 * @param call - a call of `text_to_image`
 * @param fileUrl - finds the address of an image
 * @returns its output as clients of this API read it: JSON text; null: there is none yet
 */
export function imageOutput(call: ToolCall, fileUrl: FileUrl): string | null {
  const { id, status, output, outputs, startedAt, endedAt } = call;
  if (output === null) return null;
  const results = outputs.flatMap((one): JsonObject[] =>
    one.type === "image" ? [{ url: fileUrl(one.fileId), file_id: toWireId(one.fileId) }] : [],
  );
  // A tool that shows no image has words of its own.
  if (status === "completed" && results.length === 0) return output;
  const failed = Math.max(0, requested(outputs, results.length) - results.length);
  const task: JsonObject = {
    task_id: id,
    task_status: status === "completed" ? "SUCCEEDED" : "FAILED",
    submit_time: timeText(startedAt),
    scheduled_time: timeText(startedAt),
    end_time: timeText(endedAt),
    results,
    task_metrics: { TOTAL: results.length + failed, SUCCEEDED: results.length, FAILED: failed },
    // The tool names files to the model by the library's ids.
    message: toWireIds(output),
  };
  return JSON.stringify(task);
}

/** As tasks of the hosted service have it: a date and a time of day. */
function timeText(time: number | null): string {
  return time === null ? "" : new Date(time).toISOString().slice(0, 23).replace("T", " ");
}

/** How many images were asked for, where the tool tells. */
function requested(outputs: ToolCall["outputs"], made: number): number {
  const told = outputs.map((one) => (one.type === "data" ? one.data : null));
  const counts = told.map((data) => (data as { requested?: unknown } | null)?.requested);
  const count = counts.find((one) => typeof one === "number");
  return typeof count === "number" ? count : made;
}
