import type { Run, StorageWrite, ToolCall } from "@inhouse/contracts";
import { ToolOutputsError } from "@inhouse/contracts";
import * as v from "valibot";
import { shortenOutput } from "../context/shorten-output.ts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { id, listOf, nonEmpty } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { Scope } from "../scope/scope.ts";
import type { StepRecord } from "../storage/record-values.ts";
import { changed } from "../storage/tenant-storage.ts";
import { inputHash } from "../tools/input-hash.ts";
import { closeStep } from "./close-step.ts";
import { retrieveRun } from "./retrieve-run.ts";
import { applyRunChange } from "./run-machine.ts";
import { logInsert, runRecordWrite } from "./run-record-write.ts";
import { settleOrphans } from "./settle-orphans.ts";
import { callsOf, isWaiting, withCalls } from "./tool-calls.ts";

/** The outputs and approvals that a run waits for: all of them, each once. */
export interface SubmitToolOutputs {
  /** One for each call of `requiredAction.toolCalls`; absent: none. */
  readonly toolOutputs?: readonly ToolOutput[];
  /** One for each of `requiredAction.approvals`; absent: none. */
  readonly approvals?: readonly ToolApproval[];
}

/** The output of a call. */
export interface ToolOutput {
  /** The call. */
  readonly toolCallId: string;
  /** What the model is told. */
  readonly output: string;
  /** Whether this is an error that the model should react to; absent: it is not. */
  readonly isError?: boolean;
}

/** A person's word on a call. */
export interface ToolApproval {
  /** The call. */
  readonly toolCallId: string;
  /** The `inputHash` of the request: the word holds for that name and those arguments, and no others. */
  readonly inputHash: string;
  /** Whether it may run. */
  readonly approved: boolean;
  /** Why not, for the model to read; absent: no reason. */
  readonly reason?: string;
}

/** What was submitted, parsed. */
interface Submission {
  readonly toolOutputs: readonly Required<ToolOutput>[];
  readonly approvals: readonly Required<ToolApproval>[];
}

const maxSubmitted = 1_000;

const toolOutput: Schema<Required<ToolOutput>> = fields({
  toolCallId: id,
  output: v.string(),
  isError: v.exactOptional(v.boolean(), false),
});

const toolApproval: Schema<Required<ToolApproval>> = fields({
  toolCallId: id,
  inputHash: nonEmpty,
  approved: v.boolean(),
  reason: v.exactOptional(v.string(), ""),
});

const submitSchema: Schema<Submission> = fields({
  toolOutputs: v.exactOptional(listOf(toolOutput, maxSubmitted, "outputs"), []),
  approvals: v.exactOptional(listOf(toolApproval, maxSubmitted, "approvals"), []),
});

/**
 * Gives a run what it waits for, and lets it go on, here or in another process.
 *
 * @param scope - whose run
 * @param runId - the run
 * @param input - all outputs and approvals
 * @returns the run, `queued`
 * @throws NotFoundError if there is none
 * @throws RunTransitionError if the run does not wait
 * @throws ToolOutputsError if these are not exactly the calls it waits for
 * @throws InvalidInputError if a field is wrong
 */
export async function submitToolOutputs(
  scope: Scope,
  runId: string,
  input: SubmitToolOutputs,
): Promise<Run> {
  const submission = parseInput(submitSchema, input);
  const { storage } = scope;
  // A run whose time was up while it waited is expired by being looked at.
  await retrieveRun(scope, runId);
  const record = await storage.transact(async () => {
    const stored = await storage.read("run", runId);
    const now = scope.clock.now();
    const value = applyRunChange(stored.value, { transition: "outputs_submitted" }, now);
    const open = await storage.read("step", stored.value.openStepId ?? "");
    const step = await settleCalls(scope, open.value, submission, now);
    const thread = await storage.read("thread", stored.parent);
    const settled = isSettled(step)
      ? closeStep(storage, open, step, {
          status: "completed",
          lastError: null,
          sequence: thread.value.nextSequence,
          now,
        })
      : {
          writes: [{ type: "update", record: changed(open, { value: step }) } as const],
          events: [],
          nextSequence: thread.value.nextSequence,
        };
    const events: UnnumberedEvent[] = [
      ...settled.events,
      { type: "thread.run.queued", data: value.run },
    ];
    const next = runRecordWrite(stored, {
      ...value,
      openStepId: isSettled(step) ? null : value.openStepId,
      lastSequence: value.lastSequence + events.length,
    });
    const writes: StorageWrite[] = [
      { type: "update", record: next },
      ...settled.writes,
      logInsert(storage, next, value.lastSequence + 1, events),
    ];
    if (settled.nextSequence !== thread.value.nextSequence) {
      const placed = { ...thread.value, nextSequence: settled.nextSequence };
      writes.push({ type: "update", record: changed(thread, { value: placed }) });
    }
    await storage.commit(writes);
    return next;
  });
  scope.noticeDue(record.dueAt);
  scope.signals.notify(runId);
  await scope.dispatcher.ring({ tenant: scope.tenant, threadId: record.parent });
  return record.value.run;
}

async function settleCalls(
  scope: Scope,
  record: StepRecord,
  submission: Submission,
  now: number,
): Promise<StepRecord> {
  const waiting = callsOf(record).filter(isWaiting);
  checkCalls(waiting, submission);
  const toolCalls = await Promise.all(
    callsOf(record).map((call) => settleCall(call, submission, now, scope)),
  );
  return withCalls(record, settleOrphans(toolCalls, now));
}

/** All in one request, each once, outputs for outputs and approvals for approvals. */
function checkCalls(waiting: readonly ToolCall[], { toolOutputs, approvals }: Submission): void {
  const received = [...toolOutputs, ...approvals].map((one) => one.toolCallId);
  const expected = waiting.map((call) => call.id);
  const kinds = new Map(waiting.map((call) => [call.id, call.status]));
  const exact =
    received.length === expected.length &&
    new Set(received).size === received.length &&
    toolOutputs.every((one) => kinds.get(one.toolCallId) === "awaiting_output") &&
    approvals.every((one) => kinds.get(one.toolCallId) === "awaiting_approval");
  if (!exact) throw new ToolOutputsError(expected, received);
}

async function settleCall(
  call: ToolCall,
  { toolOutputs, approvals }: Submission,
  now: number,
  scope: Scope,
): Promise<ToolCall> {
  const output = toolOutputs.find((one) => one.toolCallId === call.id);
  if (output !== undefined) {
    const told = shortenOutput(output.output, scope.settings.toolOutputCharacters);
    const status = output.isError ? "failed" : "completed";
    return { ...call, status, output: told, endedAt: now };
  }
  const approval = approvals.find((one) => one.toolCallId === call.id);
  if (approval === undefined) return call;
  const hash = await inputHash(call);
  if (approval.inputHash !== hash) {
    const why = `The approval of '${call.id}' is for another input: expected inputHash '${hash}', got '${approval.inputHash}'.`;
    throw new ToolOutputsError([call.id], [call.id], why);
  }
  if (approval.approved) return { ...call, status: "pending" };
  const reason = approval.reason === "" ? "" : ` ${approval.reason}`;
  return {
    ...call,
    status: "denied",
    output: `The user did not allow this call.${reason}`,
    endedAt: now,
  };
}

function isSettled(record: StepRecord): boolean {
  return callsOf(record).every((call) => call.status !== "pending" && call.status !== "started");
}
