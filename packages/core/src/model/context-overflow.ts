import type { ProviderError } from "./provider-error.ts";

const codes: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "context_window_exceeded",
  "model_context_window_exceeded",
  "exceed_context_size_error",
  "max_context_length_exceeded",
]);

/** How providers say it in prose, where they have no code of their own. */
const sentences: readonly RegExp[] = [
  // OpenAI, vLLM, Together, DeepSeek, OpenRouter, Mistral
  /maximum context length/i,
  /exceeds? (?:the )?(?:model'?s? )?(?:maximum )?(?:available )?context (?:window|size|length|limit)/i,
  // Anthropic
  /prompt is too long/i,
  /input length and `?max_tokens`? exceed/i,
  // Google
  /input token count .{0,40}exceeds/i,
  // Bedrock, Cohere
  /input is too long/i,
  /too many (?:input )?tokens/i,
  // xAI
  /maximum prompt length/i,
  // Groq
  /reduce the length of the (?:messages|prompt|input)/i,
  // OpenAI's limit per minute, when a single prompt is larger than the whole minute
  /request too large for .*tokens must be reduced/is,
];

/** Whether the prompt was too long for the model, so that a shorter one may do. */
export function isContextOverflow(error: ProviderError): boolean {
  if (error.codes.some((code) => codes.has(code))) return true;
  return sentences.some((sentence) => sentence.test(error.message));
}
