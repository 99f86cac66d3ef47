import type { JsonObject, MessageDelta, ToolCall } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { contentView, textView } from "../views/content-view.ts";

/**
 * @param delta - what is new in a message
 * @returns it as clients of this API see it: exactly one part, since the Python SDK keeps the last one only
 */
export function messageDeltaView(delta: MessageDelta): JsonObject {
  return {
    id: toWireId(delta.messageId),
    object: "thread.message.delta",
    delta: { role: "assistant", content: [partOf(delta)], file_ids: fileIdsOf(delta) },
  };
}

function partOf(delta: MessageDelta): JsonObject {
  switch (delta.type) {
    case "text":
      return textView(delta.text);
    case "refusal":
      return textView(delta.refusal);
    case "annotation":
      return textView("", [delta.annotation]);
    case "part":
      return contentView(delta.part) ?? textView("");
  }
}

function fileIdsOf(delta: MessageDelta): string[] {
  return delta.type === "part" && "fileId" in delta.part ? [toWireId(delta.part.fileId)] : [];
}

/** What is new in a call: more of its arguments, or its output. */
export interface CallPiece {
  /** More of the arguments; absent: nothing. */
  readonly arguments?: string;
  /** The output, whole; absent: there is none yet. */
  readonly output?: string;
}

/**
 * @param stepId - a step
 * @param call - one of its calls
 * @param piece - what is new in it
 * @returns it as clients of this API see it
 */
export function stepDeltaView(
  stepId: string,
  { id, type }: Pick<ToolCall, "id" | "type">,
  piece: CallPiece,
): JsonObject {
  const toolCall = { id, type, [type]: { ...piece } };
  return {
    id: toWireId(stepId),
    object: "thread.run.step.delta",
    delta: { step_details: { type: "tool_calls", tool_calls: [toolCall] } },
  };
}
