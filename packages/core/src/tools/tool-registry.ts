import type {
  FunctionToolDefinition,
  Tool,
  ToolDefinition,
  ToolFunction,
} from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";

/** A function that the model may call, and what answers it. */
export interface ToolBinding {
  readonly function: ToolFunction;
  readonly definition: ToolDefinition;
  /** What runs it; null: the caller submits the output. */
  readonly tool: Tool | null;
}

const functionName = /^[a-zA-Z0-9_-]{1,64}$/;

/** The tools that a runtime was given. */
export class ToolRegistry {
  readonly #byType = new Map<string, Tool>();
  readonly #functions = new Map<string, Tool>();
  readonly #all: readonly Tool[];

  /**
   * @param tools - each type, and each function name, once
   * @throws InvalidInputError if two tools have one type or name
   */
  constructor(tools: readonly Tool[]) {
    this.#all = tools;
    for (const [index, tool] of tools.entries()) {
      const isFunction = tool.type === "function";
      const map = isFunction ? this.#functions : this.#byType;
      const key = isFunction ? (tool.name ?? "") : tool.type;
      if (key === "" || map.has(key)) {
        throw new InvalidInputError({
          param: `tools[${index}].${isFunction ? "name" : "type"}`,
          expected: "a name that no other tool of this runtime has",
          received: `'${key}'`,
        });
      }
      map.set(key, tool);
    }
  }

  /** All tools, to be told of deleted threads and of the end. */
  all(): readonly Tool[] {
    return this.#all;
  }

  /**
   * @param definitions - the tools of an assistant or a run
   * @returns what the model may call, in the same order
   * @throws InvalidInputError if a type is unknown, a setting wrong, or a function's name bad or taken
   */
  bind(definitions: readonly ToolDefinition[]): readonly ToolBinding[] {
    const bindings: ToolBinding[] = [];
    const names = new Set<string>();
    for (const [index, definition] of definitions.entries()) {
      for (const binding of this.#bindOne(definition, index)) {
        const { name } = binding.function;
        if (!functionName.test(name) || names.has(name)) {
          throw new InvalidInputError({
            param:
              definition.type === "function" ? `tools[${index}].function.name` : `tools[${index}]`,
            expected: "a function name of 1 to 64 of [a-zA-Z0-9_-] that no other tool has",
            received: `'${name.slice(0, 80)}'`,
          });
        }
        names.add(name);
        bindings.push(binding);
      }
    }
    return bindings;
  }

  #bindOne(definition: ToolDefinition, index: number): readonly ToolBinding[] {
    if (isFunctionDefinition(definition)) {
      const tool = this.#functions.get(definition.function.name) ?? null;
      return [{ function: describeFunction(definition, tool), definition, tool }];
    }
    const tool = this.#byType.get(definition.type);
    if (tool === undefined) {
      const known = ["function", ...this.#byType.keys()].map((type) => `'${type}'`).join(", ");
      throw new InvalidInputError({
        param: `tools[${index}].type`,
        expected: `one of ${known}; give the runtime the tool in 'tools' of createRuntime`,
        received: `'${definition.type}'`,
      });
    }
    return tool
      .functions(definition)
      .map((described) => ({ function: described, definition, tool }));
  }
}

function isFunctionDefinition(definition: ToolDefinition): definition is FunctionToolDefinition {
  return definition.type === "function";
}

function describeFunction(definition: FunctionToolDefinition, tool: Tool | null): ToolFunction {
  const stated = definition.function;
  const own = tool?.functions(definition)[0];
  const strict = stated.strict ?? own?.strict;
  return {
    name: stated.name,
    description: stated.description ?? own?.description ?? "",
    parameters: stated.parameters ?? own?.parameters ?? { type: "object", properties: {} },
    ...(strict === undefined ? {} : { strict }),
  };
}
