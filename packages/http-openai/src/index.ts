export { createOpenAIFetch, createOpenAIHandler } from "./dialect/create-openai-fetch.ts";
export type { ImportOptions } from "./import/import-openai.ts";
export { importOpenAI } from "./import/import-openai.ts";
export type { ImportCounts, ImportReport } from "./import/import-report.ts";
export type { OpenAIOptions } from "./options/openai-options.ts";
