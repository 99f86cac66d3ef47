import type { MessagePart, RunEvent, ToolCall } from "@inhouse/contracts";

/** @returns the ids of the files that an event names */
export function eventFiles(event: RunEvent): readonly string[] {
  switch (event.type) {
    case "thread.message.delta":
      if (event.data.type === "part") return partFiles(event.data.part);
      return event.data.type === "annotation" && "fileId" in event.data.annotation
        ? [event.data.annotation.fileId]
        : [];
    case "thread.run.step.delta":
      return event.data.type === "tool_call_updated" ? callFiles(event.data.toolCall) : [];
    case "thread.run.step.completed":
    case "thread.run.step.failed":
    case "thread.run.step.cancelled":
    case "thread.run.step.expired": {
      const { stepDetails } = event.data;
      return stepDetails.type === "tool_calls" ? stepDetails.toolCalls.flatMap(callFiles) : [];
    }
    default:
      return [];
  }
}

/** @returns the ids of the files that a part of a message names */
export function partFiles(part: MessagePart): readonly string[] {
  return "fileId" in part ? [part.fileId] : [];
}

function callFiles({ outputs }: ToolCall): readonly string[] {
  return outputs.flatMap((output) => ("fileId" in output ? [output.fileId] : []));
}
