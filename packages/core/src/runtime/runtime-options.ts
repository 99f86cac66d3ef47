import type { BlobStore, Clock, Dispatcher, Random, Storage, Tool } from "@inhouse/contracts";
import type { FetchUrl } from "../model/model-call.ts";
import type { ModelSource } from "../model/resolve-model.ts";
import type { RuntimeSettings } from "../scope/settings.ts";

/** What a runtime is made of. */
export interface RuntimeOptions {
  /** Where models are found by id: a map, a function, or a provider or provider registry of the AI SDK. */
  readonly models: ModelSource;
  /** Where everything is kept. The runtime closes it when it is closed itself. */
  readonly storage: Storage;
  /** The tools that run in this process; absent: none. The runtime closes them when it is closed itself. */
  readonly tools?: readonly Tool[];
  /** Where the bytes of files go; absent: where the storage puts them. */
  readonly blobs?: BlobStore;
  /** How it behaves where its caller says nothing; absent: as `defaultSettings` says. */
  readonly settings?: Partial<RuntimeSettings>;
  /**
   * The context sizes of models in tokens, by id or by a function; absent, or null for a model: what the model registry
   * knows, and else a size that nearly all models have.
   */
  readonly contextSizes?: ContextSizes;
  /** Counts the tokens of a text; absent: an estimate that learns from what providers report. */
  readonly countTokens?: (text: string) => number;
  /**
   * Reads an image that a message names by its address, for models that cannot read it by themselves, as `fetchBytes` of
   * `@inhouse/guarded-fetch` does. An image that it rejects is left out: the model is told why, and the step has a warning.
   * Absent: the AI SDK does, which refuses addresses that are plainly private but resolves no names, and an image that cannot be
   * read fails the run.
   */
  readonly fetchUrl?: FetchUrl;
  /** Brings threads with work to the processes that do it; absent: within this process. */
  readonly dispatcher?: Dispatcher;
  /** Hears of faults that no caller waits for, such as a storage that fails under a running run; absent: nobody does. */
  readonly onError?: (error: unknown) => void;
  /** The time; absent: the system's. */
  readonly clock?: Clock;
  /** The randomness of ids; absent: the system's. */
  readonly random?: Random;
}

/** The context sizes of models in tokens. */
export type ContextSizes = Readonly<Record<string, number>> | ((model: string) => number | null);

/** The tenant of a runtime that was not asked for another. */
export const defaultTenant = "default";
