import type { JsonObject, ToolCall } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";

/**
 * The hosted tool tells of a task: its id, state, times, images and counts. Images are files here, by the ids that this API
 * gives them: their bytes are at `/files/{file_id}/content`.
 *
 * @param call - a call of `text_to_image`
 * @returns its output as clients of this API read it: JSON text; null: there is none yet
 */
export function imageOutput(call: ToolCall): string | null {
  const { id, status, output, outputs, startedAt, endedAt } = call;
  if (output === null) return null;
  const results = outputs.flatMap((one): JsonObject[] =>
    one.type === "image" ? [{ file_id: toWireId(one.fileId) }] : [],
  );
  // A tool that shows no image has words of its own.
  if (status === "completed" && results.length === 0) return output;
  const failed = Math.max(0, requested(outputs, results.length) - results.length);
  const task: JsonObject = {
    task_id: id,
    task_status: status === "completed" ? "SUCCEEDED" : "FAILED",
    submit_time: startedAt,
    end_time: endedAt,
    results,
    task_metrics: { TOTAL: results.length + failed, SUCCEEDED: results.length, FAILED: failed },
    message: output,
  };
  return JSON.stringify(task);
}

/** How many images were asked for, where the tool tells. */
function requested(outputs: ToolCall["outputs"], made: number): number {
  const told = outputs.map((one) => (one.type === "data" ? one.data : null));
  const counts = told.map((data) => (data as { requested?: unknown } | null)?.requested);
  const count = counts.find((one) => typeof one === "number");
  return typeof count === "number" ? count : made;
}
