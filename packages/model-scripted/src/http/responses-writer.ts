import type { ModelFile } from "../model/content-part.ts";
import type { ModelFinish } from "../model/finish-part.ts";
import { refusal } from "../model/provider-error.ts";
import type { ModelBlockEnd } from "../model/stream-part.ts";
import type { PlayOutput } from "../script/play-step.ts";
import { base64 } from "./base64.ts";
import type { ResponseContext, ResponseWriter } from "./dialect.ts";
import { createItemWriter } from "./item-writer.ts";
import { malformedFrame, wireError } from "./wire-error.ts";

/** Writes responses of the Responses API. */
export function createResponsesWriter(context: ResponseContext): ResponseWriter {
  let sequence = 0;
  let outcome: object = { status: "in_progress" };
  let broken = false;

  function event(type: string, fields: object): string {
    const data = JSON.stringify({ type, sequence_number: sequence, ...fields });
    sequence += 1;
    return `event: ${type}\ndata: ${data}\n\n`;
  }

  const items = createItemWriter(context.number, event);
  const response = (): object => ({
    id: `resp_${context.number}`,
    object: "response",
    created_at: context.createdAt,
    model: context.modelId,
    output: items.done(),
    error: null,
    incomplete_details: null,
    ...outcome,
  });

  function finished(finish: ModelFinish): string[] {
    const frames = items.close();
    const end = responseEnd(finish);
    outcome = { ...end.fields, usage: responsesUsage(finish) };
    if (end.type === "response.failed" && broken) return frames;
    if (end.type !== "response.failed" && context.body.store !== false) {
      for (const item of items.done()) context.items.add(item);
    }
    return [...frames, event(end.type, { response: response() })];
  }

  function write(output: PlayOutput): string[] {
    switch (output.type) {
      case "text-start":
        return items.openMessage();
      case "reasoning-start":
        return items.openReasoning();
      case "tool-input-start":
        return items.openFunctionCall(output.id, output.toolName);
      case "text-delta":
      case "reasoning-delta":
      case "tool-input-delta":
        return items.append(output.delta);
      case "reasoning-end":
        return items.close({ encrypted_content: encryptedContent(output, context) });
      case "tool-input-end":
        return items.close();
      case "source":
        return items.annotate(output.url, output.title ?? output.url);
      case "file":
        return items.addImage(imageData(output));
      case "unknown":
        return [event(output.value.type, output.value)];
      case "malformed":
        broken = true;
        return [malformedFrame];
      case "error": {
        broken = true;
        const { code, message } = wireError(output.error)?.body.error ?? {};
        return [event("error", { code, message, param: null })];
      }
      case "finish":
        return finished(output);
      case "tool-result":
        throw cannotTell("tool calls that the provider runs");
      default:
        // The end of a text leaves its item open, so that sources after it still belong to it.
        return [];
    }
  }

  return {
    begin: () => [
      event("response.created", { response: response() }),
      event("response.in_progress", { response: response() }),
    ],
    write,
    whole: response,
  };
}

interface ResponseEnd {
  readonly type: string;
  readonly fields: object;
}

function responseEnd({ finishReason: { unified } }: ModelFinish): ResponseEnd {
  switch (unified) {
    case "stop":
    case "tool-calls":
      return { type: "response.completed", fields: { status: "completed" } };
    case "error": {
      const error = refusal({}).data?.error;
      return { type: "response.failed", fields: { status: "failed", error } };
    }
    default: {
      const reason = unified === "length" ? "max_output_tokens" : unified.replace("-", "_");
      const fields = { status: "incomplete", incomplete_details: { reason } };
      return { type: "response.incomplete", fields };
    }
  }
}

function responsesUsage({ usage: { inputTokens, outputTokens } }: ModelFinish): object | null {
  if (inputTokens.total === undefined && outputTokens.total === undefined) return null;
  const [input, output] = [inputTokens.total ?? 0, outputTokens.total ?? 0];
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_tokens_details: { cached_tokens: inputTokens.cacheRead ?? 0 },
    output_tokens_details: { reasoning_tokens: outputTokens.reasoning ?? 0 },
  };
}

function encryptedContent(end: ModelBlockEnd, { body }: ResponseContext): unknown {
  const wanted =
    body.store === false ||
    (Array.isArray(body.include) && body.include.includes("reasoning.encrypted_content"));
  return wanted ? (end.providerMetadata?.scripted?.signature ?? null) : null;
}

function imageData(file: ModelFile): string {
  if (!file.mediaType.startsWith("image")) throw cannotTell(`files of type ${file.mediaType}`);
  return base64(file.data.data);
}

function cannotTell(what: string): Error {
  const message = `The Responses API has no words for ${what}; use scriptedModel().`;
  return refusal({ status: 400, code: "unsupported_turn", message });
}
