import type {
  FunctionToolDefinition,
  Tool,
  ToolDefinition,
  ToolFunction,
  ToolInvocation,
} from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import * as v from "valibot";
import { integer, nonEmpty } from "../input/common-schemas.ts";
import { describe } from "../input/describe.ts";
import { functionName } from "../input/generation-schemas.ts";
import type { ApprovalLimits } from "./ask-approval.ts";
import { askApproval } from "./ask-approval.ts";
import { callsPolicy } from "./calls-policy.ts";

/** A function that the model may call, and what answers it. */
export interface ToolBinding {
  readonly function: ToolFunction;
  readonly definition: ToolDefinition;
  /** What runs it; null: the caller submits the output. */
  readonly tool: Tool | null;
  /** Whether a person must approve a call first. Never rejects. */
  readonly needsApproval: (call: ToolInvocation, stop: AbortSignal) => Promise<boolean>;
}

/** The tools that a runtime was given. */
export class ToolRegistry {
  readonly #byType = new Map<string, Tool>();
  readonly #functions = new Map<string, Tool>();
  readonly #all: readonly Tool[];

  readonly #approval: ApprovalLimits;

  /**
   * @param tools - each type, and each function name, once
   * @param approval - how long a tool may think about whether a call needs approval
   * @throws InvalidInputError if something is no tool, or two tools have one type or name
   */
  constructor(tools: readonly Tool[], approval: ApprovalLimits) {
    this.#all = tools;
    this.#approval = approval;
    for (const [index, tool] of tools.entries()) {
      checkTool(tool, index);
      const isFunction = tool.type === "function";
      const map = isFunction ? this.#functions : this.#byType;
      const key = (isFunction ? tool.name : tool.type) ?? "";
      if (map.has(key)) {
        throw new InvalidInputError({
          param: `tools[${index}].${isFunction ? "name" : "type"}`,
          expected: "a name that no other tool of this runtime has",
          received: describe(key),
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
      const param = `tools[${index}]`;
      for (const binding of this.#bindOne(definition, param)) {
        const { name } = binding.function;
        if (!v.is(functionName, name) || names.has(name)) {
          throw new InvalidInputError({
            param: definition.type === "function" ? `${param}.function.name` : param,
            expected: "a function name of 1 to 64 of [a-zA-Z0-9_-] that no other tool has",
            received: describe(name),
          });
        }
        names.add(name);
        bindings.push(binding);
      }
    }
    return bindings;
  }

  #bindOne(definition: ToolDefinition, param: string): readonly ToolBinding[] {
    if (isFunctionDefinition(definition)) {
      const tool = this.#functions.get(definition.function.name) ?? null;
      return [this.#binding(describeFunction(definition, tool), definition, tool)];
    }
    const tool = this.#byType.get(definition.type);
    if (tool === undefined) {
      const known = ["function", ...this.#byType.keys()].map((type) => `'${type}'`).join(", ");
      throw new InvalidInputError({
        param: `${param}.type`,
        expected: `one of ${known}; give the runtime the tool in 'tools' of createRuntime`,
        received: describe(definition.type),
      });
    }
    return functionsOf(tool, definition, param).map((one) => this.#binding(one, definition, tool));
  }

  #binding(described: ToolFunction, definition: ToolDefinition, tool: Tool | null): ToolBinding {
    const needsApproval = (call: ToolInvocation, stop: AbortSignal): Promise<boolean> =>
      askApproval(tool, call, this.#approval, stop);
    return { function: described, definition, tool, needsApproval };
  }
}

/** A tool names its own settings; the caller sees them as fields of the whole input. */
function functionsOf(
  tool: Tool,
  definition: ToolDefinition,
  param: string,
): readonly ToolFunction[] {
  try {
    return tool.functions(definition);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { expected, received } = error;
    const inner =
      error.param === "" || error.param.startsWith("[") ? error.param : `.${error.param}`;
    throw new InvalidInputError({ param: param + inner, expected, received }, { cause: error });
  }
}

function checkTool(tool: Tool, index: number): void {
  const isObject = typeof tool === "object" && tool !== null;
  const methods =
    isObject && [tool.functions, tool.execute].every((one) => typeof one === "function");
  const named =
    isObject &&
    (tool.type === "function" ? v.is(functionName, tool.name) : v.is(nonEmpty, tool.type));
  const timed = isObject && (tool.timeoutMs === undefined || v.is(integer(1), tool.timeoutMs));
  checkCallsPolicy(isObject ? tool.callsTools : undefined, index);
  if (methods && named && timed) return;
  throw new InvalidInputError({
    param: `tools[${index}]`,
    expected:
      "a tool, such as functionTool makes it: with a type, functions, execute and a time limit of at least 1 ms if any",
    received: describe(tool),
  });
}

function checkCallsPolicy(policy: Tool["callsTools"], index: number): void {
  if (policy === undefined || v.is(callsPolicy, policy)) return;
  throw new InvalidInputError({
    param: `tools[${index}].callsTools`,
    expected: "absent, or a policy that allows at least 1 call",
    received: describe(policy),
  });
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
