import type {
  Message,
  MessageDelta,
  MessagePart,
  RunStep,
  RunStepDelta,
  ToolCall,
} from "@inhouse/contracts";

/**
 * @param message - a message as far as its events told of it
 * @param delta - what the next one adds
 * @returns the message with it
 */
export function applyMessageDelta(message: Message, delta: MessageDelta): Message {
  const content = [...message.content];
  content[delta.index] = grownPart(content[delta.index], delta);
  return { ...message, content };
}

function grownPart(part: MessagePart | undefined, delta: MessageDelta): MessagePart {
  switch (delta.type) {
    case "part":
      return delta.part;
    case "refusal":
      return {
        type: "refusal",
        refusal: (part?.type === "refusal" ? part.refusal : "") + delta.refusal,
      };
    case "text": {
      const { text, annotations } = textOf(part);
      return { type: "text", text: text + delta.text, annotations };
    }
    case "annotation": {
      const { text, annotations } = textOf(part);
      return { type: "text", text, annotations: [...annotations, delta.annotation] };
    }
  }
}

function textOf(part: MessagePart | undefined): Extract<MessagePart, { type: "text" }> {
  return part?.type === "text" ? part : { type: "text", text: "", annotations: [] };
}

/**
 * @param step - a step as far as its events told of it
 * @param delta - what the next one adds
 * @returns the step with it; what a running tool printed is no part of it
 */
export function applyStepDelta(step: RunStep, delta: RunStepDelta): RunStep {
  if (step.stepDetails.type !== "tool_calls") return step;
  const toolCalls = [...step.stepDetails.toolCalls];
  const call = grownCall(toolCalls[delta.index], delta);
  if (call === undefined) return step;
  toolCalls[delta.index] = call;
  return { ...step, stepDetails: { type: "tool_calls", toolCalls } };
}

function grownCall(call: ToolCall | undefined, delta: RunStepDelta): ToolCall | undefined {
  switch (delta.type) {
    case "tool_call_started":
    case "tool_call_updated":
      return delta.toolCall;
    case "tool_call_arguments":
      return call && { ...call, arguments: call.arguments + delta.arguments };
    case "tool_call_progress":
      return undefined;
  }
}
