import type { JsonObject, JsonValue, Run } from "@inhouse/contracts";
import type { SubmitToolOutputs, TenantRuntime, ToolApproval, ToolOutput } from "@inhouse/core";
import { HttpRefusal } from "@inhouse/http";
import { approvalTarget } from "../chunks/approval-id.ts";
import { encodeOutput } from "../chunks/tool-output.ts";
import type { ClientMessage } from "./chat-request.ts";
import { isObject } from "./chat-request.ts";
import { newestRuns } from "./thread-runs.ts";

/** How many of the newest runs may be the one that waits. */
const maxRecent = 20;

/**
 * Finds the run that the client's message is about.
 *
 * @param inhouse - whose thread
 * @param threadId - the thread; undefined: there is none
 * @param message - the client's copy of the answer: its id is that of the run
 * @throws HttpRefusal if the run does not wait for anything
 */
export async function findWaitingRun(
  inhouse: TenantRuntime,
  threadId: string | undefined,
  message: ClientMessage,
): Promise<Run> {
  const runs = threadId === undefined ? [] : await newestRuns(inhouse, threadId, maxRecent);
  const run = runs.find(({ id }) => id === message.id);
  if (run?.status === "requires_action") return run;
  const status = run === undefined ? "is not one of this chat" : `is '${run.status}'`;
  throw new HttpRefusal({
    status: 409,
    kind: "conflict",
    message: `The answer waits for no outputs: its run ${status}.`,
    param: null,
    code: "run_transition",
  });
}

/**
 * Reads outputs and words of approval from the client's copy of an answer. Only those that the run waits for are looked at:
 * whatever else the copy claims, such as other arguments or other outputs, is nobody's business.
 *
 * @param run - the run that waits
 * @param message - the client's copy of its answer
 */
export function readSubmission(run: Run, { parts }: ClientMessage): SubmitToolOutputs {
  const toolCalls = run.requiredAction?.toolCalls ?? [];
  const approvals = run.requiredAction?.approvals ?? [];
  return {
    toolOutputs: toolCalls.flatMap(({ id }) => outputOf(partOf(parts, id))),
    approvals: approvals.flatMap(({ toolCall }) => approvalOf(partOf(parts, toolCall.id))),
  };
}

function partOf(parts: readonly JsonObject[], toolCallId: string): JsonObject {
  return parts.findLast((part) => part.toolCallId === toolCallId) ?? {};
}

function outputOf({ toolCallId, state, output, errorText }: JsonObject): readonly ToolOutput[] {
  if (typeof toolCallId !== "string") return [];
  if (state === "output-error") {
    const text = typeof errorText === "string" && errorText !== "" ? errorText : "It failed.";
    return [{ toolCallId, output: text, isError: true }];
  }
  return state === "output-available" ? [{ toolCallId, output: encodeOutput(output) }] : [];
}

function approvalOf({ toolCallId, approval }: JsonObject): readonly ToolApproval[] {
  const { id, approved, reason } = asObject(approval);
  const target = typeof id === "string" ? approvalTarget(id) : undefined;
  if (target === undefined || target.toolCallId !== toolCallId) return [];
  if (typeof approved !== "boolean") return [];
  const why = typeof reason === "string" && reason !== "" ? { reason } : {};
  return [{ ...target, approved, ...why }];
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
