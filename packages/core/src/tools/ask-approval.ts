import type { Clock, Tool, ToolInvocation } from "@inhouse/contracts";

/** How long a tool may think about whether a call needs approval. */
export interface ApprovalLimits {
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/**
 * Asks a tool whether a person must approve a call. A tool that throws, or does not answer in time, says yes.
 *
 * @param tool - the tool; null: there is none, and nothing runs in this process
 * @param call - the call
 * @param limits - how long to wait
 */
export async function askApproval(
  tool: Tool | null,
  call: ToolInvocation,
  { clock, timeoutMs }: ApprovalLimits,
): Promise<boolean> {
  if (tool?.needsApproval === undefined) return false;
  let cancel: () => void = () => undefined;
  const late = new Promise<true>((resolve) => {
    cancel = clock.setTimer(timeoutMs, () => resolve(true));
  });
  try {
    return Boolean(await Promise.race([late, tool.needsApproval(call)]));
  } catch {
    return true;
  } finally {
    cancel();
  }
}
