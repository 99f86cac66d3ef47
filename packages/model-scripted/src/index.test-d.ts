import type { experimental_streamLanguageModelCall, LanguageModel } from "ai";
import { checkPrompt, scriptedModel } from "./index.ts";

export const model: LanguageModel = scriptedModel([]);

export const settings: Pick<Parameters<typeof experimental_streamLanguageModelCall>[0], "model"> = {
  model: scriptedModel(() => "Hello"),
};

type LanguageModelV4 = Extract<LanguageModel, { specificationVersion: "v4" }>;
type SpecificationPrompt = Parameters<LanguageModelV4["doStream"]>[0]["prompt"];

export const problems = (prompt: SpecificationPrompt): string[] => checkPrompt(prompt);
