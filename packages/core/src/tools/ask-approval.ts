import type { Clock, Tool, ToolInvocation } from "@inhouse/contracts";

/** How long a tool may think about whether a call needs approval. */
export interface ApprovalLimits {
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/**
 * Asks a tool whether a person must approve a call. A tool that throws, or does not answer in time, says yes, and so does one
 * that is still thinking when the run is stopped: the call must not run.
 *
 * @param tool - the tool; null: there is none, and nothing runs in this process
 * @param call - the call
 * @param limits - how long to wait
 * @param stop - aborts when the run must stop
 */
export async function askApproval(
  tool: Tool | null,
  call: ToolInvocation,
  { clock, timeoutMs }: ApprovalLimits,
  stop: AbortSignal,
): Promise<boolean> {
  if (tool?.needsApproval === undefined) return false;
  const late = Promise.withResolvers<true>();
  const giveUp = (): void => late.resolve(true);
  const cancel = clock.setTimer(timeoutMs, giveUp);
  stop.addEventListener("abort", giveUp, { once: true });
  if (stop.aborted) giveUp();
  try {
    return Boolean(await Promise.race([late.promise, tool.needsApproval(call)]));
  } catch {
    return true;
  } finally {
    cancel();
    stop.removeEventListener("abort", giveUp);
  }
}
