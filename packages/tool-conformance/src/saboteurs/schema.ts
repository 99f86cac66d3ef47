import type { ToolFunction } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { spoils } from "./faults.ts";

export const schemaSaboteurs: Saboteurs = {
  "says its type, and its name if it is a function": spoils(() => ({ type: "a type" })),
  "has functions under names that providers take, each once": spoils((tool) => ({
    functions: (definition) => [...tool.functions(definition), ...tool.functions(definition)],
  })),
  "describes each function to the model": describing(() => ({ description: " " })),
  "takes the arguments of each function as an object, by a sound JSON Schema": describing(() => ({
    parameters: { type: "object", properties: { action: { type: "strnig" } } },
  })),
  "describes its functions in JSON, and always the same": describing(() => ({
    description: String(++descriptions),
  })),
  "has schemas that let the calls of the suite pass": describing(({ parameters }) => ({
    parameters: { ...parameters, required: ["volume"] },
  })),
  "refuses an entry whose settings are wrong": spoils((tool) => ({
    functions: () => tool.functions({ type: "sample" }),
  })),
  "has a time limit that a timer can count, or none": spoils(() => ({ timeoutMs: 0 })),
  "says in words of the port what becomes of calls after a crash": spoils(() => ({
    afterCrash: "never" as "ask",
  })),
};

let descriptions = 0;

function describing(spoil: (one: ToolFunction) => Partial<ToolFunction>): Saboteur {
  return spoils((tool) => ({
    functions: (definition) => tool.functions(definition).map((one) => ({ ...one, ...spoil(one) })),
  }));
}
