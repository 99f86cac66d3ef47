import type { PromptMessage } from "./prompt-message.ts";

/** A running digest of a prompt: equal prompts have equal ones. Not for secrets: it only has to tell prompts apart. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}

/** @returns the fingerprint of a prompt without messages, whose instructions and tools the text stands for */
export function startFingerprint(fixed: string): Fingerprint {
  return digest({ high: 0x811c9dc5, low: 0x1b873593 }, fixed);
}

/** @returns the fingerprint of the prompt with these messages behind it */
export function extendFingerprint(
  fingerprint: Fingerprint,
  messages: readonly PromptMessage[],
): Fingerprint {
  return messages.reduce((last, message) => digest(last, JSON.stringify(message)), fingerprint);
}

/** @returns 16 hexadecimal digits */
export function formatFingerprint({ high, low }: Fingerprint): string {
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

// Two multiplicative hashes with different primes; each ends in a mark, so that texts cannot run into one another.
function digest(from: Fingerprint, text: string): Fingerprint {
  let { high, low } = from;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul((low << 5) ^ (low >>> 27) ^ unit, 0x9e3779b1);
  }
  return {
    high: Math.imul(high ^ text.length, 0x85ebca6b) | 0,
    low: Math.imul(low ^ (text.length + 0x10000), 0xc2b2ae35) | 0,
  };
}
