import type { JsonValue, Tool, ToolContext, ToolInvocation, ToolResult } from "@inhouse/contracts";
import type { ToolSuite } from "../tool-suite.ts";

/** Plants one fault into a suite: into the tools that it makes, or into what it says of them. */
export type Saboteur = (suite: ToolSuite) => ToolSuite;

/** A saboteur for each case, by the case's name. */
export type Saboteurs = Readonly<Record<string, Saboteur>>;

/** Plants a fault into every tool of a suite; each tool has its own. */
export function spoils(spoil: (tool: Tool) => Partial<Tool>): Saboteur {
  return (suite) => ({
    ...suite,
    create: async () => {
      const tool = await suite.create();
      return { ...tool, ...spoil(tool) };
    },
  });
}

/** What a spoiled call may do: what the tool does, or something else. */
export type SpoiledCall = (
  act: (context?: ToolContext) => Promise<ToolResult>,
  context: ToolContext,
  call: ToolInvocation,
) => Promise<ToolResult>;

/** Plants a fault into the calls of every tool of a suite; what `begin` keeps is one tool's. */
export function spoilsCalls(begin: () => SpoiledCall): Saboteur {
  return spoils((tool) => {
    const spoiled = begin();
    return {
      execute: (call, context) =>
        spoiled((other = context) => tool.execute(call, other), context, call),
    };
  });
}

/** Plants a fault into what calls are told of their surroundings. */
export function spoilsContexts(spoil: (context: ToolContext) => Partial<ToolContext>): Saboteur {
  return spoilsCalls(() => (act, context) => act({ ...context, ...spoil(context) }));
}

/** Plants a fault into the result of every call. */
export function spoilsResults(
  spoil: (result: ToolResult, call: ToolInvocation) => ToolResult,
): Saboteur {
  return spoilsCalls(() => async (act, _, call) => spoil(await act(), call));
}

/** Plants a fault into calls with certain arguments: they never end. */
export function hangsOn(isSuch: (input: JsonValue) => boolean): Saboteur {
  return spoilsCalls(
    () =>
      (act, _, { input }) =>
        isSuch(input) ? never() : act(),
  );
}

/** @returns what never comes */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** @returns the member of some arguments, or undefined */
export function member(input: JsonValue, key: string): JsonValue | undefined {
  if (typeof input !== "object" || input === null || !Object.hasOwn(input, key)) return undefined;
  return (input as Readonly<Record<string, JsonValue>>)[key];
}
