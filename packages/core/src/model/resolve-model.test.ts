import { createOpenAI } from "@ai-sdk/openai";
import { ModelNotFoundError } from "@inhouse/contracts";
import { scriptedModel } from "@inhouse/model-scripted";
import { createProviderRegistry, customProvider } from "ai";
import { expect, test } from "vitest";
import { modelName } from "./model-name.ts";
import type { ModelSource } from "./resolve-model.ts";
import { resolveModel } from "./resolve-model.ts";

const model = scriptedModel([]);
const openai = createOpenAI({ apiKey: "none" });

test.each<readonly [string, ModelSource, string]>([
  ["a map", { fast: model }, "fast"],
  ["a map with a model named languageModel", { languageModel: model }, "languageModel"],
  ["a function", (id) => (id === "fast" ? model : undefined), "fast"],
  ["a function that takes its time", async (id) => (id === "fast" ? model : undefined), "fast"],
  ["a provider", customProvider({ languageModels: { fast: model } }), "fast"],
  [
    "a registry",
    createProviderRegistry({ mine: customProvider({ languageModels: { fast: model } }) }),
    "mine:fast",
  ],
])("%s gives its model", async (_, source, id) => {
  expect(await resolveModel(source, id)).toBe(model);
});

test("a provider that is a function is asked as a provider", async () => {
  expect(modelName(await resolveModel(openai, "gpt-6-astra"))).toBe("openai/gpt-6-astra");
});

test("the name is the same for both APIs of a provider", () => {
  expect(modelName(openai.chat("m"))).toBe(modelName(openai.responses("m")));
});

test.each(["slow", "__proto__", "constructor", "toString", "hasOwnProperty"])(
  "a map has no model '%s', and says what it has",
  async (id) => {
    const refused = resolveModel({ fast: model }, id);
    await expect(refused).rejects.toThrow(ModelNotFoundError);
    await expect(refused).rejects.toThrow("Known models: fast.");
    await expect(refused).rejects.not.toHaveProperty("cause");
  },
);

test("what a source throws is the cause", async () => {
  const registry = createProviderRegistry({ mine: openai });
  const refused = resolveModel(registry, "other:m");
  await expect(refused).rejects.toThrow(ModelNotFoundError);
  await expect(refused).rejects.toMatchObject({ cause: { name: "AI_NoSuchProviderError" } });
});

test.each<readonly [string, ModelSource]>([
  ["a string in a map", { m: "openai/gpt-6-astra" } as unknown as ModelSource],
  ["a string of a function", (() => "openai/gpt-6-astra") as unknown as ModelSource],
  ["a string of a registry", { languageModel: () => "openai/gpt-6-astra" }],
  ["a model of another kind", { m: openai.embedding("e") } as unknown as ModelSource],
])("%s is refused", async (_, source) => {
  const refused = resolveModel(source, "m");
  await expect(refused).rejects.toThrow(ModelNotFoundError);
  await expect(refused).rejects.toMatchObject({ cause: expect.any(TypeError) });
});
