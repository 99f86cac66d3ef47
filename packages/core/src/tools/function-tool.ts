import type {
  CrashPolicy,
  JsonObject,
  JsonValue,
  Tool,
  ToolCallsPolicy,
  ToolContext,
  ToolFunction,
  ToolResult,
} from "@inhouse/contracts";
import * as v from "valibot";
import { integer, oneOf } from "../input/common-schemas.ts";
import { fieldPath } from "../input/field-path.ts";
import { fields } from "../input/fields.ts";
import { functionName } from "../input/generation-schemas.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import { callsPolicy } from "./calls-policy.ts";
import type { ToolSchema } from "./function-parameters.ts";
import { isToolSchema, parametersOf } from "./function-parameters.ts";

/** What all function tools have. */
export interface FunctionToolBase<Input> {
  /** 1 to 64 of `[a-zA-Z0-9_-]`. */
  readonly name: string;
  /** What the function does, for the model. */
  readonly description: string;
  /**
   * Runs one call. What it returns is told to the model: a string as it is, anything else as JSON. What it throws becomes an
   * error text that the model reads.
   *
   * @param input - the arguments, checked against the parameters
   * @param context - signal, idempotency key, files
   */
  readonly execute: (
    input: Input,
    context: ToolContext,
  ) => JsonValue | undefined | Promise<JsonValue | undefined>;
  /** Whether a person must approve a call first; absent: never. A function that throws counts as yes. */
  readonly needsApproval?: boolean | ((input: Input) => boolean | Promise<boolean>);
  /** How long a call may take, in milliseconds; absent: the runtime's default. */
  readonly timeoutMs?: number;
  /** What happens to a call whose process died while it ran; absent: `report`. */
  readonly afterCrash?: CrashPolicy;
  /** How far a call may call the run's other tools, through `context.tools`; absent: it may call none. */
  readonly callsTools?: ToolCallsPolicy;
  /** Whether the provider must enforce the parameters exactly; absent: the provider's default. */
  readonly strict?: boolean;
}

/** A function tool whose parameters are described by a schema library. */
export interface SchemaFunctionTool<Input> extends FunctionToolBase<Input> {
  /** The schema of the arguments. */
  readonly parameters: ToolSchema<Input>;
}

/** A function tool whose parameters are described by JSON Schema. */
export interface JsonSchemaFunctionTool extends FunctionToolBase<JsonValue> {
  /** The JSON Schema of the arguments, an object schema; absent: no arguments. */
  readonly parameters?: JsonObject;
}

/**
 * A function of this process as a tool. Give it to `tools` of createRuntime, and list it on assistants as
 * `{ type: "function", function: { name } }`.
 *
 * @param definition - name, description, parameters and what runs
 * @returns the tool
 * @throws InvalidInputError if a field is wrong, or the schema is not one of an object that can be said as JSON Schema
 */
export function functionTool<Input>(definition: SchemaFunctionTool<Input>): Tool;
export function functionTool(definition: JsonSchemaFunctionTool): Tool;
export function functionTool<Input>(
  definition: SchemaFunctionTool<Input> | JsonSchemaFunctionTool,
): Tool {
  const parsed = parseInput(definitionSchema, definition);
  const { name, description, strict, timeoutMs, afterCrash, callsTools, needsApproval } = parsed;
  const schema = parsed.parameters;
  const described: ToolFunction = {
    name,
    description,
    parameters: parametersOf(schema),
    ...(strict === undefined ? {} : { strict }),
  };
  const parse = async (input: JsonValue): Promise<Input> =>
    isToolSchema(schema) ? validated(schema as ToolSchema<Input>, input) : (input as Input);
  const own = definition as FunctionToolBase<Input>;
  return {
    type: "function",
    name,
    functions: () => [described],
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(afterCrash === undefined ? {} : { afterCrash }),
    ...(callsTools === undefined ? {} : { callsTools }),
    async execute(call, context): Promise<ToolResult> {
      const result = await own.execute(await parse(call.input), context);
      if (typeof result === "string") return { output: result };
      return { output: JSON.stringify(result ?? null) };
    },
    ...(needsApproval === undefined || needsApproval === false
      ? {}
      : {
          needsApproval: async (call) =>
            typeof own.needsApproval !== "function" ||
            (await own.needsApproval(await parse(call.input))),
        }),
  };
}

const definitionSchema: Schema<ParsedDefinition> = fields({
  name: functionName,
  description: v.string(),
  execute: v.custom<() => unknown>((value) => typeof value === "function", "a function"),
  parameters: v.exactOptional(v.unknown()),
  needsApproval: v.exactOptional(
    v.custom<boolean | (() => unknown)>(
      (value) => typeof value === "boolean" || typeof value === "function",
      "a boolean or a function",
    ),
  ),
  timeoutMs: v.exactOptional(integer(1)),
  afterCrash: v.exactOptional(oneOf(["retry", "report", "ask"])),
  callsTools: v.exactOptional(callsPolicy),
  strict: v.exactOptional(v.boolean()),
});

interface ParsedDefinition {
  readonly name: string;
  readonly description: string;
  readonly execute: () => unknown;
  readonly parameters?: unknown;
  readonly needsApproval?: boolean | (() => unknown);
  readonly timeoutMs?: number;
  readonly afterCrash?: CrashPolicy;
  readonly callsTools?: ToolCallsPolicy;
  readonly strict?: boolean;
}

async function validated<Input>(schema: ToolSchema<Input>, input: JsonValue): Promise<Input> {
  const result = await schema["~standard"].validate(input);
  if (result.issues === undefined) return result.value;
  const issues = result.issues.map((issue) => {
    const keys = (issue.path ?? []).map((key) => (typeof key === "object" ? key.key : key));
    const path = keys.map((key) => (typeof key === "number" ? key : String(key)));
    return `${fieldPath(path) || "(arguments)"}: ${issue.message}`;
  });
  throw new TypeError(`The arguments do not fit: ${issues.join("; ")}`);
}
