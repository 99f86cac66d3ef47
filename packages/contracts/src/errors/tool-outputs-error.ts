import { InhouseError } from "./inhouse-error.ts";

/** The submitted outputs or approvals are not exactly those that the run waits for. */
export class ToolOutputsError extends InhouseError {
  /** Always `tool_outputs`. */
  readonly code = "tool_outputs";
  /** The calls that the run waits for. */
  readonly expected: readonly string[];
  /** The calls that came. */
  readonly received: readonly string[];

  /**
   * @param expected - the calls that the run waits for
   * @param received - the calls that came
   * @param why - what else is wrong; absent: the ids differ
   */
  constructor(expected: readonly string[], received: readonly string[], why?: string) {
    const list = (ids: readonly string[]): string => `[${ids.map((id) => `'${id}'`).join(", ")}]`;
    super(why ?? `Expected tool outputs for call_ids ${list(expected)}, got ${list(received)}`);
    this.expected = expected;
    this.received = received;
  }
}
