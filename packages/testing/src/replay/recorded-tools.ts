import type { Tool, ToolInvocation, ToolResult } from "@inhouse/contracts";
import type { RecordedCall, RunRecording } from "./run-recording.ts";

/** Tools that answer as those of a recording did, and what is known of their calls. */
export interface RecordedTools {
  /** The tools. */
  readonly tools: readonly Tool[];
  /** Resolves when a call begins that has no outcome in the recording. */
  readonly stuck: Promise<void>;
}

/**
 * @param recording - whose tools
 * @returns a tool for each that answered within the process; calls that it did not make are errors
 */
export function recordedTools(recording: RunRecording): RecordedTools {
  const all = recording.answers.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.type === "tool_calls" ? step.calls : [])),
  );
  const left = all.filter((call) => !call.awaited.includes("output"));
  let tell = (): void => undefined;
  const stuck = new Promise<void>((resolve) => {
    tell = () => resolve();
  });

  const take = ({ name, input }: ToolInvocation): RecordedCall | undefined => {
    const same = left.findIndex((call) => call.name === name && sameJson(call.arguments, input));
    const index = same === -1 ? left.findIndex((call) => call.name === name) : same;
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
  const answer = async (call: ToolInvocation, signal: AbortSignal): Promise<ToolResult> => {
    const recorded = take(call);
    if (recorded === undefined) {
      return { output: `The recording has no further call of '${call.name}'.`, isError: true };
    }
    const { status, output } = recorded;
    if (status === "completed" || status === "failed") {
      return { output: output ?? "", isError: status === "failed" };
    }
    tell();
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
    throw signal.reason;
  };
  const toolOf = (type: string, names: readonly string[]): Tool => ({
    type,
    ...(type === "function" ? { name: names[0] ?? "" } : {}),
    functions: () =>
      names.map((name) => ({ name, description: name, parameters: { type: "object" } })),
    needsApproval: ({ name }) =>
      left.some((call) => call.name === name && call.awaited.includes("approval")),
    execute: (call, { signal }) => answer(call, signal),
  });

  const tools = new Map<string, Tool>();
  for (const definition of recording.settings.tools) {
    if (definition.type === "function") {
      const { name } = (definition as { readonly function: { readonly name: string } }).function;
      if (left.some((call) => call.name === name)) {
        tools.set(`function ${name}`, toolOf("function", [name]));
      }
    } else {
      const named = left.filter(({ type }) => type === definition.type).map(({ name }) => name);
      // A tool that was never called still must be there.
      const names =
        named.length === 0 ? [definition.type.replace(/\W/g, "_")] : [...new Set(named)];
      tools.set(definition.type, toolOf(definition.type, names));
    }
  }
  return { tools: [...tools.values()], stuck };
}

function sameJson(text: string, value: unknown): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}
