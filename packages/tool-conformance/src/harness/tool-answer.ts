import type { ToolResult } from "@inhouse/contracts";

/** What came of a call. */
export interface ToolAnswer {
  /** What the model reads. */
  readonly text: string;
  /** Whether the model reads it as an error. */
  readonly isError: boolean;
  /** What the tool returned; absent: it threw. */
  readonly result?: ToolResult;
}

/**
 * @param work - a call
 * @returns what came of it, as a runtime takes it: what is thrown is an error for the model
 */
export async function answerOf(work: () => Promise<ToolResult>): Promise<ToolAnswer> {
  try {
    const result = await work();
    return { text: String(result?.output), isError: result?.isError === true, result };
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { text, isError: true };
  }
}

/**
 * @param answer - what came of a call
 * @returns all text in it that somebody may be shown
 */
export function allText({ text, result }: ToolAnswer): string {
  return `${text}\n${JSON.stringify(result ?? null)}`;
}
