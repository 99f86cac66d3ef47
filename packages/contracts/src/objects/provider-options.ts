import type { JsonObject } from "./json.ts";

/**
 * Options that only one provider understands, by provider name, handed to the AI SDK unchanged:
 * `{ openai: { store: false } }`.
 */
export type ProviderOptions = Readonly<Record<string, JsonObject>>;
