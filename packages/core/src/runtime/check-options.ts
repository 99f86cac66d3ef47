import type { BlobStore, Clock, Dispatcher, Random, Storage, Tool } from "@inhouse/contracts";
import * as v from "valibot";
import { integer } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { FetchUrl } from "../model/model-call.ts";
import type { ModelSource } from "../model/resolve-model.ts";
import type { RuntimeSettings } from "../scope/settings.ts";
import type { ContextSizes, RuntimeOptions } from "./runtime-options.ts";

type Callback = (...values: never[]) => unknown;

const positive = v.exactOptional(integer(1));

const settings: Schema<Partial<RuntimeSettings>> = fields({
  runExpiryMs: positive,
  maxSteps: positive,
  toolTimeoutMs: positive,
  leaseMs: positive,
  flushMs: v.exactOptional(integer(0)),
  concurrentRuns: positive,
  modelRetries: v.exactOptional(integer(0)),
  modelIdleMs: positive,
  toolOutputCharacters: positive,
  fileBytes: v.exactOptional(integer(0)),
});

const options: Schema<RuntimeOptions> = fields({
  models: v.custom<ModelSource>(
    isHolder,
    "a map of models, a function, or a provider of the AI SDK",
  ),
  storage: withMethods<Storage>(
    ["get", "list", "due", "commit", "measure", "close"],
    "a storage, such as memoryStorage() of '@inhouse/storage-memory'",
  ),
  tools: v.exactOptional(v.array(v.custom<Tool>(() => true))),
  blobs: v.exactOptional(withMethods<BlobStore>(["put", "get", "delete"], "a blob store")),
  settings: v.exactOptional(settings),
  contextSizes: v.exactOptional(
    v.custom<ContextSizes>(isContextSizes, "a function, or whole numbers of at least 1 by model"),
  ),
  countTokens: v.exactOptional(callback<(text: string) => number>()),
  fetchUrl: v.exactOptional(callback<FetchUrl>()),
  dispatcher: v.exactOptional(withMethods<Dispatcher>(["ring", "work"], "a dispatcher")),
  onError: v.exactOptional(callback<(error: unknown) => void>()),
  clock: v.exactOptional(withMethods<Clock>(["now", "setTimer"], "a clock")),
  random: v.exactOptional(withMethods<Random>(["bytes"], "a source of random bytes")),
});

/**
 * @param given - what a runtime is to be made of
 * @returns the same, checked
 * @throws InvalidInputError naming the first option that is wrong
 */
export function checkOptions(given: RuntimeOptions): RuntimeOptions {
  return parseInput(options, given);
}

function isHolder(value: unknown): boolean {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function withMethods<Port>(methods: readonly string[], expected: string): Schema<Port> {
  return v.custom<Port>(
    (value) =>
      isHolder(value) &&
      methods.every((name) => typeof (value as Record<string, unknown>)[name] === "function"),
    expected,
  ) as unknown as Schema<Port>;
}

function callback<Function extends Callback>(): Schema<Function> {
  const isCallback = (value: unknown): boolean => typeof value === "function";
  return v.custom<Function>(isCallback, "a function") as unknown as Schema<Function>;
}

function isContextSizes(value: unknown): boolean {
  if (typeof value === "function") return true;
  return isHolder(value) && Object.values(value as object).every((size) => v.is(integer(1), size));
}
