import type {
  ApprovalRequest,
  JsonValue,
  RequiredAction,
  RunStepDelta,
  ToolCall,
} from "@inhouse/contracts";
import type { FileLookup } from "../files/ui-file.ts";
import { approvalIdOf } from "./approval-id.ts";
import { closeParts, openStep } from "./step-chunks.ts";
import { parseArguments, toolOutput } from "./tool-output.ts";
import type { Translation } from "./translation.ts";
import { andThen, forEach, nothing } from "./translation.ts";
import type { CallState, TranslationState } from "./translation-state.ts";
import type { UIChunk } from "./ui-chunk.ts";

/** More of a step with calls. */
export function stepDelta(
  state: TranslationState,
  delta: RunStepDelta,
  files: FileLookup,
): Translation {
  const call = state.calls[state.firstCall + delta.index];
  switch (delta.type) {
    case "tool_call_started":
      return begin(state, delta.toolCall);
    case "tool_call_arguments":
      return call === undefined ? nothing(state) : grow(state, call, delta.arguments);
    case "tool_call_updated":
      return update(state, delta.toolCall, files);
    case "tool_call_progress": {
      if (call === undefined) return nothing(state);
      const data = { toolCallId: call.id, stream: delta.stream, text: delta.text };
      return { state, chunks: [{ type: "data-tool-progress", data, transient: true }] };
    }
  }
}

/** The run waits: the client is asked for outputs, and for a person's word. */
export function requireAction(
  state: TranslationState,
  { toolCalls, approvals }: RequiredAction,
): Translation {
  const asked = andThen(closeParts(state), (now) => forEach(now, toolCalls, askForOutput));
  return andThen(asked, (now) => forEach(now, approvals, askForApproval));
}

/** @param call - a call as it is now: tells of its outcome, once, and of arguments that were repaired */
export function update(state: TranslationState, call: ToolCall, files: FileLookup): Translation {
  const known = state.calls.find(({ id }) => id === call.id);
  if (known === undefined) {
    return andThen(begin(state, call), (now) => update(now, call, files));
  }
  if (known.stage === "done") return nothing(state);
  switch (call.status) {
    case "completed":
    case "failed":
    case "unknown":
    case "denied":
      return settle(state, known, call, files);
    default:
      return known.arguments === call.arguments ? nothing(state) : correct(state, known, call);
  }
}

/** The run has ended: a call without an outcome will never get one. */
export function abandonCalls(state: TranslationState): Translation {
  const open = state.calls.filter(({ stage }) => stage !== "done");
  return forEach(state, open, (now, call) =>
    fail(now, call, "The run ended before this call did."),
  );
}

function begin(state: TranslationState, toolCall: ToolCall): Translation {
  const { id, name, arguments: text, parentId = null } = toolCall;
  const call: CallState = { id, name, arguments: "", stage: "input", approvalId: null, parentId };
  return andThen(andThen(openStep(state), closeParts), (now) =>
    grow({ ...now, calls: [...now.calls, call] }, call, text, [
      { type: "tool-input-start", toolCallId: id, toolName: name },
    ]),
  );
}

function grow(
  state: TranslationState,
  call: CallState,
  text: string,
  before: readonly UIChunk[] = [],
): Translation {
  if (text === "") return { state, chunks: before };
  return {
    state: withCall(state, { ...call, arguments: call.arguments + text }),
    chunks: [...before, { type: "tool-input-delta", toolCallId: call.id, inputTextDelta: text }],
  };
}

/** The arguments were not what the model seemed to write: they come again, from the first character. */
function correct(state: TranslationState, known: CallState, call: ToolCall): Translation {
  const start = { type: "tool-input-start", toolCallId: call.id, toolName: call.name } as const;
  return grow(state, { ...known, name: call.name, arguments: "" }, call.arguments, [start]);
}

function askForOutput(state: TranslationState, { id }: ToolCall): Translation {
  const call = state.calls.find((one) => one.id === id);
  if (call === undefined || call.stage === "done") return nothing(state);
  const input = inputOf(call);
  return {
    state: withCall(state, { ...call, stage: "waiting" }),
    chunks: [{ type: "tool-input-available", toolCallId: id, toolName: call.name, input }],
  };
}

/**
 * The client is not told that the input is available, but shows it from the deltas: it would take the call for its own, and
 * run a tool for it.
 */
function askForApproval(state: TranslationState, request: ApprovalRequest): Translation {
  const { id } = request.toolCall;
  const call = state.calls.find((one) => one.id === id);
  if (call === undefined || call.stage === "done") return nothing(state);
  const approvalId = approvalIdOf(id, request.inputHash);
  const asked: UIChunk = { type: "tool-approval-request", toolCallId: id, approvalId };
  const written = call.arguments.trim() === "" ? grow(state, call, "{}") : nothing(state);
  return andThen(written, (now) => ({
    state: withCall(now, { ...call, stage: "asked", approvalId }),
    chunks: [asked],
  }));
}

/** What core writes before a person's reason. */
const refusal = /^The user did not allow this call\.\s*/;

function settle(
  state: TranslationState,
  known: CallState,
  call: ToolCall,
  files: FileLookup,
): Translation {
  const current = { ...known, name: call.name, arguments: call.arguments };
  const toolCallId = call.id;
  if (call.status === "denied") {
    const reason = (call.output ?? "").replace(refusal, "");
    return andThen(answerApproval(state, current, false, reason), (now) => ({
      state: withCall(now, { ...current, stage: "done" }),
      chunks: [{ type: "tool-output-denied", toolCallId }],
    }));
  }
  if (call.status !== "completed") return fail(state, current, call.output ?? "It has no outcome.");
  const output = toolOutput(call, files);
  return andThen(showInput(state, current), (now) => ({
    state: withCall(now, { ...current, stage: "done" }),
    chunks: [{ type: "tool-output-available", toolCallId, output, providerExecuted: true }],
  }));
}

function fail(state: TranslationState, call: CallState, errorText: string): Translation {
  const toolCallId = call.id;
  const done = withCall(state, { ...call, stage: "done" });
  return andThen(showInput(done, call), (now) => ({
    state: now,
    chunks: [{ type: "tool-output-error", toolCallId, errorText, providerExecuted: true }],
  }));
}

/** What comes before an outcome: the input, or a person's word that is given by the outcome. */
function showInput(state: TranslationState, call: CallState): Translation {
  if (call.stage === "asked") return answerApproval(state, call, true, "");
  if (call.stage !== "input") return nothing(state);
  const input = inputOf(call);
  const chunk = { type: "tool-input-available", toolCallId: call.id, toolName: call.name } as const;
  const made =
    call.parentId === null ? {} : { providerMetadata: { inhouse: { parentId: call.parentId } } };
  return { state, chunks: [{ ...chunk, input, providerExecuted: true, ...made }] };
}

/** The arguments; where they are not JSON, as the model wrote them. */
function inputOf({ arguments: text }: CallState): JsonValue {
  return parseArguments(text) ?? text;
}

function answerApproval(
  state: TranslationState,
  { approvalId }: CallState,
  approved: boolean,
  reason: string,
): Translation {
  if (approvalId === null) return nothing(state);
  const why = reason === "" ? {} : { reason };
  const chunk = { type: "tool-approval-response", approvalId, approved, ...why } as const;
  return { state, chunks: [{ ...chunk, providerExecuted: true }] };
}

function withCall(state: TranslationState, call: CallState): TranslationState {
  return { ...state, calls: state.calls.map((one) => (one.id === call.id ? call : one)) };
}
