import type { DialectContext } from "@inhouse/http";
import { readJson } from "@inhouse/http";
import type { GenericSchema } from "valibot";
import { safeParse } from "valibot";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { issueRefusal } from "./issue-refusal.ts";

/**
 * @param schema - what it must be
 * @param value - what came
 * @returns what the schema makes of it
 * @throws OpenAIRefusal naming the first field that is wrong
 */
export function parseValue<Output>(schema: GenericSchema<unknown, Output>, value: unknown): Output {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw issueRefusal(result.issues[0]);
}

/**
 * @param c - the request
 * @param settings - the limits
 * @param schema - what its body must be; no body counts as `{}`
 * @throws HttpRefusal if the body is wrong
 */
export async function parseBody<Output>(
  c: DialectContext,
  settings: OpenAISettings,
  schema: GenericSchema<unknown, Output>,
): Promise<Output> {
  return parseValue(schema, (await readJson(c.req.raw, settings.limits)) ?? {});
}
