import type { ModelFinish } from "../model/finish-part.ts";
import { refusal } from "../model/provider-error.ts";
import type { PlayOutput } from "../script/play-step.ts";
import type { ResponseContext, ResponseWriter } from "./dialect.ts";
import { malformedFrame, wireError } from "./wire-error.ts";
import { wireObject } from "./wire-value.ts";

interface ChatToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; arguments: string };
}

/** Writes responses of Chat Completions. */
export function createChatWriter(context: ResponseContext): ResponseWriter {
  const { number, createdAt: created, modelId: model } = context;
  const head = { id: `chatcmpl-${number}`, created, model };
  const answer = { text: "", reasoning: "", calls: [] as ChatToolCall[], sources: [] as object[] };
  let end: ModelFinish | undefined;
  let broken = false;

  const frame = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
  const chunk = (choices: object[], rest: object = {}): string =>
    frame({ ...head, object: "chat.completion.chunk", choices, ...rest });
  const delta = (value: object): string[] => [
    chunk([{ index: 0, delta: value, finish_reason: null }]),
  ];
  const callDelta = (call: object): string[] =>
    delta({ tool_calls: [{ index: answer.calls.length - 1, ...call }] });

  function finished(finish: ModelFinish): string[] {
    end = finish;
    if (finish.finishReason.unified === "error") {
      return broken ? [] : write({ type: "error", error: refusal({}) });
    }
    const last = { index: 0, delta: {}, finish_reason: finishReason(finish) };
    const wantsUsage = wireObject(context.body.stream_options).include_usage === true;
    const usage = wantsUsage ? [chunk([], { usage: chatUsage(finish) })] : [];
    return [chunk([last]), ...usage, "data: [DONE]\n\n"];
  }

  function write(output: PlayOutput): string[] {
    switch (output.type) {
      case "text-delta":
        answer.text += output.delta;
        return delta({ content: output.delta });
      case "reasoning-delta":
        answer.reasoning += output.delta;
        return delta({ reasoning_content: output.delta });
      case "tool-input-start": {
        const call = { name: output.toolName, arguments: "" };
        answer.calls.push({ id: output.id, type: "function", function: call });
        return callDelta({ id: output.id, type: "function", function: call });
      }
      case "tool-input-delta": {
        const call = answer.calls.at(-1);
        if (call !== undefined) call.function.arguments += output.delta;
        return callDelta({ function: { arguments: output.delta } });
      }
      case "source": {
        const annotation = urlCitation(output.url, output.title, answer.text.length);
        answer.sources.push(annotation);
        return delta({ annotations: [annotation] });
      }
      case "unknown": {
        const { type, ...rest } = output.value;
        return delta({ [type]: rest });
      }
      case "malformed":
        broken = true;
        return [malformedFrame];
      case "error":
        broken = true;
        return [frame(wireError(output.error)?.body ?? {})];
      case "finish":
        return finished(output);
      case "file":
        throw cannotTell("files");
      case "tool-result":
        throw cannotTell("tool calls that the provider runs");
      default:
        return [];
    }
  }

  return {
    begin: () => delta({ role: "assistant", content: null }),
    write,
    whole: () => ({
      ...head,
      object: "chat.completion",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: answer.text === "" ? null : answer.text,
            refusal: null,
            ...(answer.reasoning === "" ? {} : { reasoning_content: answer.reasoning }),
            ...(answer.calls.length === 0 ? {} : { tool_calls: answer.calls }),
            ...(answer.sources.length === 0 ? {} : { annotations: answer.sources }),
          },
          finish_reason: end && finishReason(end),
        },
      ],
      usage: end && chatUsage(end),
    }),
  };
}

function finishReason({ finishReason: { unified } }: ModelFinish): string {
  return unified.replace("-", "_");
}

function chatUsage({ usage: { inputTokens, outputTokens } }: ModelFinish): object | null {
  if (inputTokens.total === undefined && outputTokens.total === undefined) return null;
  const [input, output] = [inputTokens.total ?? 0, outputTokens.total ?? 0];
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: inputTokens.cacheRead ?? 0 },
    completion_tokens_details: { reasoning_tokens: outputTokens.reasoning ?? 0 },
  };
}

function urlCitation(url: string, title: string | undefined, end: number): object {
  return {
    type: "url_citation",
    url_citation: { start_index: 0, end_index: end, url, title: title ?? url },
  };
}

function cannotTell(what: string): Error {
  const message = `Chat Completions has no words for ${what}; use the Responses API or scriptedModel().`;
  return refusal({ status: 400, code: "unsupported_turn", message });
}
