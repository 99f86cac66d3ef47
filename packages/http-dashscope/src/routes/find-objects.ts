import type { Message, Run, RunStep } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { DialectContext } from "@inhouse/http";
import { toCoreId } from "../ids/wire-id.ts";

/**
 * @param c - the request
 * @param name - a part of its path that is an id
 * @returns the id as the library knows it
 */
export function pathId(c: DialectContext, name: string): string {
  return toCoreId(c.req.param(name) ?? "");
}

/**
 * @param c - a request whose path names a thread and a message
 * @returns the message
 * @throws NotFoundError if the thread has no such message
 */
export async function findMessage(c: DialectContext): Promise<Message> {
  const message = await c.get("inhouse").messages.retrieve(pathId(c, "message"));
  if (message.threadId === pathId(c, "thread")) return message;
  throw new NotFoundError("message", message.id);
}

/**
 * @param c - a request whose path names a thread and a run
 * @returns the run
 * @throws NotFoundError if the thread has no such run
 */
export async function findRun(c: DialectContext): Promise<Run> {
  const run = await c.get("inhouse").runs.retrieve(pathId(c, "run"));
  if (run.threadId === pathId(c, "thread")) return run;
  throw new NotFoundError("run", run.id);
}

/**
 * @param c - a request whose path names a thread, a run and a step
 * @returns the step
 * @throws NotFoundError if the run has no such step
 */
export async function findStep(c: DialectContext): Promise<RunStep> {
  const step = await c.get("inhouse").runs.steps.retrieve(pathId(c, "step"));
  if (step.threadId === pathId(c, "thread") && step.runId === pathId(c, "run")) return step;
  throw new NotFoundError("step", step.id);
}
