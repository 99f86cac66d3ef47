export { createOpenAIFetch, createOpenAIHandler } from "./dialect/create-openai-fetch.ts";
export type { OpenAIOptions } from "./options/openai-options.ts";
