const secrets: readonly RegExp[] = [
  // Keys with a known prefix: OpenAI, Anthropic, Groq, xAI, Hugging Face, GitHub, Google, AWS, and whatever looks alike.
  /\b(?:sk|pk|rk|gsk|xai|hf|ghp|gho|github_pat|pplx|r8|nvapi|csk|tgp|vck)[-_][\w*.-]{6,}/gi,
  /\bAIza[\w-]{20,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g,
  /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g,
  /(?<=\b(?:bearer|basic)\s+)[^\s"',;]{6,}/gi,
  /(?<=\b(?:api[-_ ]?key|access[-_ ]?token|token|secret|password|authorization)\b["']?\s*(?:provided)?\s*[:=]\s*["']?)(?!bearer\b|basic\b)[^\s"',;&]{6,}/gi,
  // Anything long that no sentence has: hex, base64.
  /\b(?=\w*\d)(?=\w*[A-Za-z])\w{32,}/g,
];

/** @returns the text with everything that looks like a key replaced by `[redacted]` */
export function redact(text: string): string {
  return secrets.reduce((rest, secret) => rest.replace(secret, "[redacted]"), text);
}
