/** What an approval is about: a call with the arguments that are stored. */
export interface ApprovalTarget {
  readonly toolCallId: string;
  readonly inputHash: string;
}

/**
 * The id of a request for a person's word. It carries the hash of the stored input, and the client repeats it: the word holds
 * for what the person was shown.
 *
 * @param toolCallId - the call
 * @param inputHash - the hash of its stored name and arguments
 */
export function approvalIdOf(toolCallId: string, inputHash: string): string {
  return `${toolCallId}.${inputHash}`;
}

/** @returns what a request is about; undefined: it is not an id of this dialect */
export function approvalTarget(approvalId: string): ApprovalTarget | undefined {
  const [toolCallId, inputHash, ...rest] = approvalId.split(".");
  if (toolCallId === undefined || inputHash === undefined || rest.length > 0) return undefined;
  return { toolCallId, inputHash };
}
