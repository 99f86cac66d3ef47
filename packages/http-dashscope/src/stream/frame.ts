import type { JsonObject } from "@inhouse/contracts";
import type { SseFrame } from "@inhouse/http";
import type { Refusal } from "../faults/describe-refusal.ts";

/**
 * @param event - the name of an event
 * @param data - its object
 * @param requestId - the id of the request, which all frames of a stream share
 * @returns the frame; its JSON has no line break
 */
export function frame(event: string, data: JsonObject, requestId: string): SseFrame {
  return { event, data: onOneLine(JSON.stringify({ ...data, request_id: requestId })) };
}

/** JSON leaves these as they are, and Python splits texts at them into lines. */
function onOneLine(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The frame that ends a stream. */
export const doneFrame: SseFrame = { event: "done", data: "[DONE]" };

/**
 * The Python SDK stops reading at an error, so nothing may come behind it.
 *
 * @param refusal - what went wrong in the middle of a stream
 * @param requestId - the id of the request
 * @returns the frame that ends the stream instead
 */
export function errorFrame({ code, message }: Refusal, requestId: string): SseFrame {
  return frame("error", { code, message }, requestId);
}
