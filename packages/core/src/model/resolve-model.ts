import { ModelNotFoundError } from "@inhouse/contracts";
import type { LanguageModel } from "ai";

/** A model of the AI SDK, as any provider package makes it (`openai("…")`), of any version that `ai` 7 takes. */
export type ModelObject = Exclude<LanguageModel, string>;

/**
 * Where a runtime finds its models: by id in a map, through a function, or in a provider or provider registry of the AI
 * SDK. A string instead of a model object is always refused, because the AI SDK would send it to a hosted gateway.
 */
export type ModelSource = Readonly<Record<string, ModelObject>> | ModelLookup | ModelProvider;

/**
 * Finds a model.
 *
 * @param id - the model's id, as an assistant or a run names it
 * @returns the model; undefined: there is none of this id
 */
export type ModelLookup = (
  id: string,
) => ModelObject | undefined | Promise<ModelObject | undefined>;

/** A provider of the AI SDK (`openai` itself) or a registry of providers (`createProviderRegistry`). */
export interface ModelProvider {
  /**
   * @param id - the model's id
   * @returns the model
   */
  languageModel(id: string): LanguageModel;
}

/** @throws ModelNotFoundError if the source has no model object of this id */
export async function resolveModel(source: ModelSource, id: string): Promise<ModelObject> {
  const known = isModelMap(source) ? Object.keys(source) : undefined;
  let found: unknown;
  try {
    found = await lookUp(source, id);
  } catch (cause) {
    throw new ModelNotFoundError(id, known, { cause });
  }
  if (found === undefined || found === null) throw new ModelNotFoundError(id, known);
  if (isModelObject(found)) return found;
  const cause = new TypeError(
    typeof found === "string"
      ? `'models' gave the string '${found}' for '${id}'. Give a model object, such as openai('${found}'): the AI SDK would send a string to a hosted gateway.`
      : `'models' gave something for '${id}' that is not a language model of the AI SDK.`,
  );
  throw new ModelNotFoundError(id, known, { cause });
}

function lookUp(source: ModelSource, id: string): unknown {
  // Providers are functions too (`openai("…")`), so the method is asked for first.
  if (isModelProvider(source)) return source.languageModel(id);
  if (typeof source === "function") return source(id);
  return Object.hasOwn(source, id) ? source[id] : undefined;
}

function isModelProvider(source: ModelSource): source is ModelProvider {
  return typeof (source as Partial<ModelProvider>).languageModel === "function";
}

function isModelMap(source: ModelSource): source is Readonly<Record<string, ModelObject>> {
  return typeof source === "object" && !isModelProvider(source);
}

function isModelObject(value: unknown): value is ModelObject {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Partial<ModelObject>).specificationVersion === "string" &&
    typeof (value as Partial<ModelObject>).doStream === "function"
  );
}
