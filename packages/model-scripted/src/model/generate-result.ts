import type { PlayOutput } from "../script/play-step.ts";
import { connectionDropped, ProviderError } from "./provider-error.ts";
import type { ModelGeneratedPart, ModelGenerateResult } from "./results.ts";

/** Gathers an answer that is not streamed. Whatever would break its stream makes it fail as a whole. */
export async function generateResult(
  outputs: AsyncIterable<PlayOutput>,
): Promise<ModelGenerateResult> {
  const content: ModelGeneratedPart[] = [];
  let text = "";
  for await (const output of outputs) {
    switch (output.type) {
      case "text-start":
      case "reasoning-start":
        text = "";
        break;
      case "text-delta":
      case "reasoning-delta":
        text += output.delta;
        break;
      case "text-end":
      case "reasoning-end": {
        const type = output.type === "text-end" ? "text" : "reasoning";
        const { providerMetadata } = output;
        content.push({ type, text, ...(providerMetadata ? { providerMetadata } : {}) });
        break;
      }
      case "tool-call":
      case "tool-result":
      case "file":
      case "source":
        content.push(output);
        break;
      case "unknown":
        content.push(output.value as object as ModelGeneratedPart);
        break;
      case "malformed":
        throw unreadable();
      case "error":
        throw output.error;
      case "finish":
        return { content, finishReason: output.finishReason, usage: output.usage, warnings: [] };
    }
  }
  throw connectionDropped();
}

function unreadable(): ProviderError {
  return new ProviderError({ message: "The response is not valid JSON.", statusCode: 200 });
}
