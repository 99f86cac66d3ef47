import type { Message, Run, RunStep } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";

/**
 * @returns the run, if it is one of the thread
 * @throws NotFoundError if not
 */
export async function findRun(inhouse: TenantRuntime, thread: string, id: string): Promise<Run> {
  const run = await inhouse.runs.retrieve(id);
  if (run.threadId !== thread) throw new NotFoundError("run", id);
  return run;
}

/**
 * @returns the message, if it is one of the thread
 * @throws NotFoundError if not
 */
export async function findMessage(
  inhouse: TenantRuntime,
  thread: string,
  id: string,
): Promise<Message> {
  const message = await inhouse.messages.retrieve(id);
  if (message.threadId !== thread) throw new NotFoundError("message", id);
  return message;
}

/**
 * @returns the step, if it is one of the run, and the run one of the thread
 * @throws NotFoundError if not
 */
export async function findStep(
  inhouse: TenantRuntime,
  thread: string,
  run: string,
  id: string,
): Promise<RunStep> {
  const step = await inhouse.runs.steps.retrieve(id);
  if (step.threadId !== thread || step.runId !== run) throw new NotFoundError("step", id);
  return step;
}
