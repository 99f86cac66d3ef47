import type { LanguageModel, ModelMessage, ToolSet } from "ai";
import {
  jsonSchema,
  experimental_streamLanguageModelCall as streamLanguageModelCall,
  tool,
} from "ai";

/** A part of a call, loosely typed so that tests can compare any of them. */
export type Part = { readonly type: string } & Record<string, unknown>;

export interface Called {
  readonly parts: Part[];
  /** What the call threw, before or within its stream; undefined: nothing. */
  readonly error: unknown;
}

export interface CallSettings {
  readonly messages?: ModelMessage[];
  readonly abortSignal?: AbortSignal;
  readonly providerOptions?: Record<string, Record<string, boolean>>;
  readonly onPart?: (part: Part) => void;
}

const noArguments = jsonSchema<Record<string, unknown>>({ type: "object" });

export const tools: ToolSet = {
  search: tool({ description: "Searches.", inputSchema: noArguments }),
  weather: tool({ description: "Tells the weather.", inputSchema: noArguments }),
};

/** One call through the AI SDK's single-call function. */
export async function callModel(
  model: LanguageModel,
  { messages = [{ role: "user", content: "Hello" }], onPart, ...rest }: CallSettings = {},
): Promise<Called> {
  const parts: Part[] = [];
  try {
    const { stream } = await streamLanguageModelCall({
      model,
      messages,
      instructions: "Be brief.",
      tools,
      ...rest,
    });
    for await (const part of stream) {
      parts.push(part as Part);
      onPart?.(part as Part);
    }
    return { parts, error: undefined };
  } catch (error) {
    return { parts, error };
  }
}

export function partsOf(called: Called, type: string): Part[] {
  return called.parts.filter((part) => part.type === type);
}

export function textOf(called: Called, type = "text-delta"): string {
  return partsOf(called, type)
    .map((part) => String(part.text))
    .join("");
}

export function endOf(called: Called): Part | undefined {
  return partsOf(called, "model-call-end").at(-1);
}
