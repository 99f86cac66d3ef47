/** What went wrong by the message, and what to do about it. */
const advice: readonly (readonly [pattern: RegExp, next: string])[] = [
  [
    /\(40[13]\)|API key|api_key/i,
    "Check OPENAI_API_KEY: is it whole, and of the account that you mean? Unset it to run offline.",
  ],
  [
    /\(429\)|quota|rate limit/i,
    "The account has no credit left, or too many calls a minute. Wait, or unset OPENAI_API_KEY to run offline.",
  ],
  [
    /\(404\)|model.*(not found|does not exist)/i,
    "Set INHOUSE_MODEL to a model of this endpoint. If the address is wrong, correct OPENAI_BASE_URL; it often ends in /v1.",
  ],
  [
    /cannot connect|fetch failed|ECONNREFUSED|ENOTFOUND|timed? ?out/i,
    "The endpoint cannot be reached. Is OPENAI_BASE_URL right, and is its server running? Unset it to ask OpenAI, or to run offline.",
  ],
  [/StorageLockedError/, "Or name another folder with --folder."],
  [/StorageCorruptError/, "Restore the file, or name another folder with --folder."],
];

/** @returns what to do next, or null if nobody knows */
export function explainFailure(message: string): string | null {
  return advice.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
