import type { JsonValue, Tool } from "@inhouse/contracts";
import * as z from "zod";
import { functionTool } from "./function-tool.ts";

const named = { name: "f", description: "Does f" };
const parameters = z.object({ city: z.string(), days: z.number().default(1) });

export const typed: Tool = functionTool({
  ...named,
  parameters,
  execute: ({ city, days }, { signal }) => {
    const exact: { city: string; days: number } = { city, days };
    signal.throwIfAborted();
    return exact;
  },
  needsApproval: ({ days }) => days > 3,
});

export const untyped: Tool = functionTool({
  ...named,
  parameters: { type: "object", properties: {} },
  execute: (input) => {
    const exact: JsonValue = input;
    return exact;
  },
});

export const without: Tool = functionTool({ ...named, execute: async () => undefined });

// @ts-expect-error -- the schema has no such field
functionTool({ ...named, parameters, execute: ({ country }) => country });

// @ts-expect-error -- the field is a string
functionTool({ ...named, parameters, execute: ({ city }) => city * 2 });

// @ts-expect-error -- JSON Schema says nothing to the compiler
functionTool({ ...named, parameters: { type: "object" }, execute: (input) => input.city });

// @ts-expect-error -- a result must have a form in JSON
functionTool({ ...named, execute: () => 10n });

// @ts-expect-error -- a result must have a form in JSON
functionTool({ ...named, execute: () => new Map() });

// @ts-expect-error -- the answer is a boolean
functionTool({ ...named, parameters, execute: () => "", needsApproval: ({ city }) => city });

// @ts-expect-error -- a tool must run something
functionTool({ ...named, parameters });

// @ts-expect-error -- the model must be told what it does
functionTool({ name: "f", execute: () => "" });

// @ts-expect-error -- there is no such policy
functionTool({ ...named, execute: () => "", afterCrash: "again" });
