import type { JsonValue, ToolCaller, ToolCallerOptions, ToolResult } from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";

/** The name of the one other tool that there is. */
export const otherToolName = "other_tool";

/** The run's other tools, for a tool that calls some: one, which does what its argument says. */
export class OtherTool implements ToolCaller {
  /** The arguments that it was called with, in order. */
  readonly heard: JsonValue[] = [];
  /** Hears that a call can be put back; absent: nothing can come to need approval. */
  allowRepeat?: Required<ToolCaller>["allowRepeat"];
  readonly #mayBeCalled: boolean;

  /** @param mayBeCalled - whether the tool under test may call it */
  constructor(mayBeCalled: boolean) {
    this.#mayBeCalled = mayBeCalled;
  }

  list(): ReturnType<ToolCaller["list"]> {
    if (!this.#mayBeCalled) return [];
    const properties = { word: { type: "string" } };
    const parameters = { type: "object", properties, required: ["word"] };
    return [{ name: otherToolName, description: "Hears a word.", parameters }];
  }

  async call(
    name: string,
    input: JsonValue,
    { signal }: ToolCallerOptions = {},
  ): Promise<ToolResult> {
    if (!this.#mayBeCalled || name !== otherToolName) {
      throw new ToolCallError(name, "unknown_tool", `There is no tool '${name}'.`);
    }
    this.heard.push(input);
    const { word } = input as { readonly word?: JsonValue };
    if (word === "fail") return { output: "It failed.", isError: true };
    if (word === "refuse")
      throw new ToolCallError(name, "needs_approval", "A person must approve.");
    if (word === "wait") await stopped(name, signal);
    return { output: `It heard ${String(word)}.` };
  }
}

function stopped(name: string, signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new ToolCallError(name, "stopped", "It was stopped."));
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}
