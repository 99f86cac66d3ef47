import type { JsonObject, JsonValue, RunStepStatus } from "@inhouse/contracts";
import { outcomeOf } from "./call-outcome.ts";
import { describeFile, isVisibleImage } from "./describe-file.ts";
import type { TurnToolCall } from "./history.ts";
import type { PromptProviderResult, PromptToolCall, PromptToolResult } from "./prompt-message.ts";
import { isObject, metadataProperty } from "./provider-metadata.ts";
import { shortenOutput } from "./shorten-output.ts";

/** A call and its answer as a prompt shows them. */
export interface RenderedCall {
  readonly call: PromptToolCall;
  readonly result: PromptToolResult;
  /** How many things had to be repaired. */
  readonly repaired: number;
}

/**
 * @param call - a call that the runtime or the caller answers
 * @param id - its id on the wire
 * @param status - how its step ended
 * @param outputLimit - the largest output in characters
 * @param metadata - what goes back to the provider with the call
 */
export function renderCall(
  call: TurnToolCall,
  id: string,
  status: RunStepStatus,
  outputLimit: number,
  metadata: JsonValue | undefined,
): RenderedCall {
  const input = parseInput(call.arguments);
  const outcome = outcomeOf(call, status, input === undefined);
  const name = legalName(call.name);
  const images = outputLimit === Number.POSITIVE_INFINITY ? call.images.filter(isVisibleImage) : [];
  const hidden = call.images.filter((image) => !images.includes(image));
  const notes = hidden.map((image) => `[File: ${describeFile(image)}]`);
  const shown = [shortenOutput(outcome.output, outputLimit), ...notes].join("\n");
  const output = shown.trim() !== "" ? shown : "[The tool returned no text.]";
  return {
    call: {
      type: "tool_call",
      toolCallId: id,
      name,
      input: input ?? {},
      providerExecuted: false,
      ...metadataProperty(metadata),
    },
    result: { type: "tool_result", toolCallId: id, name, output, isError: outcome.isError, images },
    repaired: (input === undefined ? 1 : 0) + (outcome.synthetic ? 1 : 0),
  };
}

/**
 * @param call - a call that the provider ran
 * @returns the call, and its result if there is one
 */
export function renderProviderCall(
  call: TurnToolCall,
): readonly (PromptToolCall | PromptProviderResult)[] {
  const id = call.providerId;
  const shown: PromptToolCall = {
    type: "tool_call",
    toolCallId: id,
    name: call.name,
    input: parseJson(call.arguments) ?? {},
    providerExecuted: true,
    ...metadataProperty(call.providerMetadata),
  };
  if (call.output === null) return [shown];
  const result: PromptProviderResult = {
    type: "provider_result",
    toolCallId: id,
    name: call.name,
    output: parseJson(call.output) ?? call.output,
    isError: call.status !== "completed",
  };
  return [shown, result];
}

/** Models write nothing at all for a call without arguments. */
function parseInput(text: string): JsonObject | undefined {
  const value = text.trim() === "" ? {} : parseJson(text);
  return isObject(value) ? value : undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** A model may have called a tool that never was, by a name that no provider takes back. */
function legalName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64) || "unknown_tool";
}
