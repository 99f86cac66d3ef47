import type {
  CrashPolicy,
  JsonObject,
  JsonValue,
  Tool,
  ToolContext,
  ToolFunction,
  ToolResult,
} from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";

/** A schema library's object that can also say what it accepts as JSON Schema: Zod 4.2 and later, ArkType, and others. */
export type ToolSchema<Input> = StandardSchemaV1<unknown, Input> &
  StandardJSONSchemaV1<unknown, Input>;

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
 * @throws InvalidInputError if the schema cannot say what it accepts as JSON Schema
 */
export function functionTool<Input>(definition: SchemaFunctionTool<Input>): Tool;
export function functionTool(definition: JsonSchemaFunctionTool): Tool;
export function functionTool<Input>(
  definition: SchemaFunctionTool<Input> | JsonSchemaFunctionTool,
): Tool {
  const { name, description, strict, needsApproval } = definition;
  const schema = definition.parameters;
  const described: ToolFunction = {
    name,
    description,
    parameters: jsonSchemaOf(schema),
    ...(strict === undefined ? {} : { strict }),
  };
  const parse = async (input: JsonValue): Promise<Input> =>
    isStandardSchema(schema) ? validated(schema, input) : (input as Input);
  const execute = definition.execute as FunctionToolBase<Input>["execute"];
  return {
    type: "function",
    name,
    functions: () => [described],
    ...(definition.timeoutMs === undefined ? {} : { timeoutMs: definition.timeoutMs }),
    ...(definition.afterCrash === undefined ? {} : { afterCrash: definition.afterCrash }),
    async execute(call, context): Promise<ToolResult> {
      const result = await execute(await parse(call.input), context);
      if (typeof result === "string") return { output: result };
      return { output: JSON.stringify(result ?? null) };
    },
    async needsApproval(call) {
      if (typeof needsApproval !== "function") return needsApproval ?? false;
      return (needsApproval as (input: Input) => boolean | Promise<boolean>)(
        await parse(call.input),
      );
    },
  };
}

function isStandardSchema<Input>(
  schema: ToolSchema<Input> | JsonObject | undefined,
): schema is ToolSchema<Input> {
  return schema !== undefined && "~standard" in schema;
}

function jsonSchemaOf<Input>(schema: ToolSchema<Input> | JsonObject | undefined): JsonObject {
  if (schema === undefined) return { type: "object", properties: {} };
  if (!isStandardSchema(schema)) return schema;
  const converter = schema["~standard"].jsonSchema;
  if (converter === undefined) {
    throw new InvalidInputError({
      param: "parameters",
      expected: "a Standard Schema that gives JSON Schema too, or a JSON Schema",
      received: `a schema of '${schema["~standard"].vendor}' that does not`,
    });
  }
  return converter.input({ target: "draft-2020-12" }) as JsonObject;
}

async function validated<Input>(schema: ToolSchema<Input>, input: JsonValue): Promise<Input> {
  const result = await schema["~standard"].validate(input);
  if (result.issues === undefined) return result.value;
  const issues = result.issues.map((issue) => {
    const path = (issue.path ?? []).map((key) => (typeof key === "object" ? key.key : key));
    return `${path.join(".") || "(arguments)"}: ${issue.message}`;
  });
  throw new TypeError(`The arguments do not fit: ${issues.join("; ")}`);
}
